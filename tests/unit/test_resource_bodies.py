"""Bodies of bulk updates and file uploads, as the resources make them."""

from email import policy
from email.parser import BytesParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.errors import InvalidArgument
from zendesk_async.resources._bodies import batch_or_shared, file_form


def test_a_bulk_update_takes_a_change_for_each_record():
    changes = [{"id": 1, "status": "open"}, {"id": 2, "status": "solved"}]
    assert batch_or_shared(changes, {}, (), ()) == changes


def test_a_bulk_update_takes_one_change_for_all_ids():
    assert batch_or_shared((), {"status": "solved"}, [1, 2]) == {"status": "solved"}


def test_a_bulk_update_takes_external_ids_in_place_of_ids():
    assert batch_or_shared((), {"notes": "x"}, (), ["a", "b"]) == {"notes": "x"}


@pytest.mark.parametrize(
    ("batch", "shared", "ids"),
    [
        ([{"id": 1}], {"status": "open"}, ()),
        ([{"id": 1}], {}, [1]),
        ((), {}, ()),
        ((), {"status": "open"}, ()),
        ((), {}, [1, 2]),
    ],
    ids=["both kinds", "a sequence and ids", "nothing", "a change for nobody", "ids without a change"],
)
def test_a_bulk_update_refuses_what_zendesk_would_drop(batch, shared, ids):
    with pytest.raises(InvalidArgument, match="changes, each with its id"):
        batch_or_shared(batch, shared, ids)


names = st.text(st.characters(codec="ascii", min_codepoint=32, exclude_characters='"\\'), min_size=1).filter(
    lambda text: text == text.strip()
)


@given(content=st.binary(), filename=names)
def test_a_file_form_holds_the_file_and_its_name(content, filename):
    form = file_form(content, filename, "image/png")
    head = f"Content-Type: {form['content_type']}\r\n\r\n".encode()
    named, attached = BytesParser(policy=policy.HTTP).parsebytes(head + form["content"]).iter_parts()
    assert named.get_param("name", header="content-disposition") == "filename"
    assert attached.get_param("name", header="content-disposition") == "attachment"
    assert attached.get_content_type() == "image/png"
    assert f"\r\n\r\n{filename}\r\n--".encode() in form["content"]
    assert b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--" in form["content"]


def test_a_file_form_in_a_field_of_another_name_holds_the_file_alone():
    form = file_form(b"x", "logo.png", "image/png", "brand[logo][uploaded_data]")
    head = f"Content-Type: {form['content_type']}\r\n\r\n".encode()
    (attached,) = BytesParser(policy=policy.HTTP).parsebytes(head + form["content"]).iter_parts()
    assert attached.get_param("name", header="content-disposition") == "brand[logo][uploaded_data]"
    assert attached.get_filename() == "logo.png"


@pytest.mark.parametrize("name", ["", 'a"b', "a\r\nX-Injected: 1", "a\0b"])
def test_a_file_form_refuses_a_name_that_would_end_its_header(name):
    with pytest.raises(InvalidArgument, match="name or the content type"):
        file_form(b"x", name, "text/plain")
    with pytest.raises(InvalidArgument, match="name or the content type"):
        file_form(b"x", "a.txt", name)
