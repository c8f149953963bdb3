// What was typed into a record's form is not lost by a wrong click.
const forms = document.querySelectorAll(".page form.form[method=post]");
const state = (form) => new URLSearchParams(new FormData(form)).toString();
const begun = new Map([...forms].map((form) => [form, state(form)]));
let isSent = false;

document.addEventListener("submit", () => { isSent = true; });
addEventListener("beforeunload", (event) => {
  if (!isSent && [...begun].some(([form, first]) => state(form) !== first)) event.preventDefault();
});
