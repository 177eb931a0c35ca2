import pytest
from django.db import IntegrityError

from accounts.models import Membership, User

pytestmark = pytest.mark.django_db


def test_papers_print_the_name_or_the_job_title_as_the_board_chose(nottingham, officer):
    officer.name, officer.job_title = "A name", "A title"
    assert officer.printed_for(nottingham) == "A name"
    nottingham.people_on_papers = "name_and_title"
    assert officer.printed_for(nottingham) == "A name, A title"
    nottingham.people_on_papers = "title"
    assert officer.printed_for(nottingham) == "A title"


def test_without_a_job_title_the_roles_stand_there_never_the_name(nottingham, officer):
    nottingham.people_on_papers = "title"
    officer.name, officer.job_title = "A name", ""
    assert officer.printed_for(nottingham) == "Officer"
    Membership.objects.filter(user=officer).delete()
    assert officer.printed_for(nottingham) == "Former member"


def test_a_title_that_is_the_name_stands_once_and_one_that_is_missing_not(nottingham, officer):
    nottingham.people_on_papers = "name_and_title"
    officer.name = officer.job_title = "Head of service"
    assert officer.printed_for(nottingham) == "Head of service"
    officer.job_title = ""
    assert officer.printed_for(nottingham) == "Head of service"


def test_contacts_are_printed_where_the_board_chose_so(nottingham, officer):
    officer.name, officer.phone = "A name", "0115 000 0000"
    nottingham.contacts_on_papers = True
    assert officer.printed_for(nottingham) == f"A name, 0115 000 0000, {officer.email}"
    officer.phone = ""
    assert officer.printed_for(nottingham) == f"A name, {officer.email}"


def test_one_address_is_one_person_whatever_its_letters(db):
    User.objects.create_user("one@example.org", None, name="One")
    with pytest.raises(IntegrityError):
        User.objects.create(email="ONE@example.org", name="Other")
