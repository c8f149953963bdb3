// Rows of a form that can be several: adds and removes them at once. Without script the same buttons ask the server.
const number = (row) => Number(row.querySelector("[name]").name.split(".")[1]);

const clear = (row) => {
  row.querySelectorAll(".wrong").forEach((wrong) => wrong.remove());
  row.querySelectorAll("input, textarea, select").forEach((control) => {
    control.removeAttribute("aria-invalid");
    if (control.type === "checkbox") control.checked = false;
    else if (control.tagName === "SELECT") control.selectedIndex = 0;
    else control.value = "";
  });
};

const renumber = (row, name, from, to) => {
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const { name: attribute, value } of [...element.attributes]) {
      if (!["id", "name", "for", "value", "aria-describedby"].includes(attribute)) continue;
      element.setAttribute(attribute, value.replaceAll(`${name}.${from}`, `${name}.${to}`));
    }
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-rows] button:is([name=add], [name=remove])");
  if (!button) return;
  const set = button.closest("[data-rows]");
  const rows = [...set.querySelectorAll(":scope > .row")];
  if (button.name === "add") {
    const last = rows.at(-1);
    if (!last) return;
    event.preventDefault();
    const fresh = last.cloneNode(true);
    renumber(fresh, set.dataset.rows, number(last), Math.max(...rows.map(number)) + 1);
    clear(fresh);
    last.after(fresh);
    fresh.querySelector("input, textarea").focus();
  } else {
    event.preventDefault();
    const row = button.closest(".row");
    if (rows.length > 1) row.remove();
    else clear(row);
    set.querySelector("[name=add]").focus();
  }
});
