"""Addresses of reports."""

from django.urls import URLPattern, path

from boards.views import reports as pages

ONE = "reports/<slug:report>/"
urlpatterns: list[URLPattern] = [
    path("reports/", pages.listing.reports, name="report_list"),
    path("reports/new/", pages.writing.report_new, name="report_new"),
    path(ONE, pages.listing.report, name="report_detail"),
    path(f"{ONE}details/", pages.writing.report_details, name="report_details"),
    path(f"{ONE}sections/<slug:section>/", pages.writing.report_section, name="report_section"),
    path(
        f"{ONE}recommendations/",
        pages.writing.report_recommendations,
        name="report_recommendations",
    ),
    path(f"{ONE}figures/", pages.figures.report_figures, name="report_figures"),
    path(f"{ONE}figures/check/", pages.checking.report_check, name="report_check"),
    path("meetings/<slug:meeting>/figures/", pages.checking.meeting_check, name="meeting_check"),
    path(f"{ONE}reviewers/", pages.reviewing.report_reviewers, name="report_reviewers"),
    path(f"{ONE}reviews/<int:review>/", pages.reviewing.report_review, name="report_review"),
    path(
        f"{ONE}reviews/<int:review>/withdraw/",
        pages.reviewing.report_review_withdraw,
        name="report_review_withdraw",
    ),
    path(f"{ONE}submit/", pages.reviewing.report_submit, name="report_submit"),
    path(f"{ONE}openness/", pages.restricting.report_openness, name="report_openness"),
    path(f"{ONE}readers/", pages.naming.report_readers, name="report_readers"),
    path(
        f"{ONE}readers/<int:reader>/remove/",
        pages.naming.report_reader_remove,
        name="report_reader_remove",
    ),
    path(f"{ONE}file/", pages.files.report_file, name="report_file"),
    path(f"{ONE}files/<int:file>/", pages.files.report_describe, name="report_describe"),
    path(f"{ONE}word/", pages.files.report_word_in, name="report_word_in"),
    path(f"{ONE}report.pdf", pages.files.report_pdf, name="report_pdf"),
    path(f"{ONE}report.docx", pages.files.report_word_file, name="report_docx"),
    path(f"{ONE}appendices/", pages.files.report_appendices, name="report_appendices"),
    path(
        f"{ONE}appendices/<int:appendix>/openness/",
        pages.restricting.appendix_openness,
        name="appendix_openness",
    ),
    path(
        f"{ONE}appendices/<int:appendix>/remove/",
        pages.files.appendix_remove,
        name="appendix_remove",
    ),
    path(
        f"{ONE}appendices/<int:appendix>/paper.pdf",
        pages.files.appendix_pdf,
        name="appendix_pdf",
    ),
    path(f"{ONE}sign-off/", pages.signing.report_sign_off, name="report_sign_off"),
    path(f"{ONE}reopen/", pages.signing.report_reopen, name="report_reopen"),
]
