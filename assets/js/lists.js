// Lists: one box chooses all rows of the page, and Shift chooses the rows between two.
let last;

const boxes = (form) => [...form.querySelectorAll("tbody .pick input")];

document.addEventListener("click", (event) => {
  const box = event.target.closest(".pick input");
  const form = box?.closest("form");
  if (!form) return;
  const all = boxes(form);
  if ("all" in box.dataset) {
    all.forEach((each) => { each.checked = box.checked; });
    return;
  }
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((one, other) => one - other);
    all.slice(from, to + 1).forEach((each) => { each.checked = box.checked; });
  }
  last = box;
  const head = form.querySelector("[data-all]");
  if (!head) return;
  const chosen = all.filter((each) => each.checked).length;
  head.checked = chosen === all.length;
  head.indeterminate = chosen > 0 && chosen < all.length;
});
