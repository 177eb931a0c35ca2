"""A council's people: who is there, inviting, roles, removing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import services
from accounts.access import CouncilRequest, council_page
from accounts.dashboards import members_of
from accounts.forms.people import DetailsForm, InviteForm, RolesForm
from accounts.models import Council, User


@require_safe
@council_page("accounts.manage_people")
def people(request: CouncilRequest) -> HttpResponse:
    return render(request, "accounts/people.html", {"members": members_of(request.council)})


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_people")
def invite(request: CouncilRequest) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            member = services.invite_person(
                council=request.council, by=request.user, **form.cleaned_data
            )
        except services.InvitationNotSent as failure:
            messages.error(request, f"{failure} Send it again from the person’s page.")
            return redirect("accounts:people", request.council.slug)
        except services.PeopleError as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"{member} has been added, and told by email.")
            return redirect("accounts:people", request.council.slug)
    return render(request, "accounts/invite.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_people")
def person(request: CouncilRequest, person: int) -> HttpResponse:
    """One person: what papers say of them, and their roles; each with its own button."""
    member = _member_or_404(request.council, person)
    if "details" in request.POST:
        return _change_details(request, member)
    held = member.memberships.filter(council=request.council).values_list("role", flat=True)
    form = RolesForm(
        request.POST if request.method == "POST" else None, initial={"roles": list(held)}
    )
    if form.is_valid():
        try:
            services.change_roles(
                council=request.council, member=member, by=request.user, **form.cleaned_data
            )
        except services.PeopleError as refusal:
            form.add_error("roles", str(refusal))
        else:
            messages.success(request, f"The roles of {member} have been saved.")
            return _after(request, member)
    return _person_page(request, member, roles=form)


def _change_details(request: CouncilRequest, member: User) -> HttpResponse:
    form = DetailsForm(request.POST, auto_id="details-%s")
    if not form.is_valid():
        return _person_page(request, member, details=form)
    services.change_details(person=member, by=request.user, **form.cleaned_data)
    messages.success(request, f"The details of {member} have been saved.")
    return redirect("accounts:person", request.council.slug, member.pk)


def _person_page(
    request: CouncilRequest,
    member: User,
    *,
    roles: RolesForm | None = None,
    details: DetailsForm | None = None,
) -> HttpResponse:
    """Both forms; the one that was sent as it was sent, the other as things are."""
    held = member.memberships.filter(council=request.council).values_list("role", flat=True)
    known = {field: getattr(member, field) for field in ("name", "job_title", "phone")}
    context = {
        "member": member,
        "form": roles or RolesForm(initial={"roles": list(held)}),
        "details": details or DetailsForm(initial=known, auto_id="details-%s"),
    }
    return render(request, "accounts/person.html", context)


@council_page("accounts.manage_people")
@require_POST
def send_again(request: CouncilRequest, person: int) -> HttpResponse:
    member = _member_or_404(request.council, person)
    try:
        services.invite_again(council=request.council, member=member, by=request.user)
    except (services.PeopleError, services.InvitationNotSent) as failure:
        messages.error(request, str(failure))
    else:
        messages.success(request, f"A new invitation is on its way to {member.email}.")
    return redirect("accounts:person", request.council.slug, member.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_people")
def remove(request: CouncilRequest, person: int) -> HttpResponse:
    """Asks before a person is removed, and removes on the answer."""
    member = _member_or_404(request.council, person)
    if request.method == "POST":
        try:
            services.remove_member(council=request.council, member=member, by=request.user)
        except services.PeopleError as refusal:
            messages.error(request, str(refusal))
            return redirect("accounts:person", request.council.slug, member.pk)
        messages.success(request, f"{member} has been removed from {request.council}.")
        return _after(request, member)
    return render(request, "accounts/remove.html", {"member": member})


def _after(request: CouncilRequest, member: User) -> HttpResponse:
    # Who changed their own roles may no longer open the list of people.
    if member == request.user:
        return redirect("accounts:home")
    return redirect("accounts:people", request.council.slug)


def _member_or_404(council: Council, person: int) -> User:
    # A person without a role here does not exist for this council.
    members = User.objects.filter(memberships__council=council).distinct()
    return get_object_or_404(members, pk=person)
