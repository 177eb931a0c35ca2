"""The children looked after, and the returns that tell of them."""

from django.urls import URLPattern, path

from placements.views import children, cohort, returns

urlpatterns: list[URLPattern] = [
    path("cohort/", cohort.cohort, name="cohort"),
    path("cohort/children-looked-after.csv", cohort.cohort_csv, name="cohort_csv"),
    path("cohort/children-looked-after.xlsx", cohort.cohort_xlsx, name="cohort_xlsx"),
    path("cohort/figures/", cohort.figures, name="figures"),
    path("cohort/figures/<slug:figure>/", children.figure_members, name="figure_members"),
    path("cohort/groups/<slug:view>/", children.group_members, name="group_members"),
    path("cohort/children/<int:child>/", children.child_record, name="child"),
    path("cohort/returns/", returns.return_list, name="return_list"),
    path("cohort/returns/offer/", returns.return_offer, name="return_offer"),
    path("cohort/returns/<int:intake>/", returns.return_detail, name="return_detail"),
    path("cohort/returns/<int:intake>/accept/", returns.return_accept, name="return_accept"),
    path("cohort/returns/<int:intake>/discard/", returns.return_discard, name="return_discard"),
    path(
        "cohort/returns/<int:intake>/problems.csv", returns.return_problems, name="return_problems"
    ),
]
