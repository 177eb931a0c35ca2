// Runs before the page is drawn, so that the phone's menu does not open and close again.
document.documentElement.classList.add("has-script");
