#include "report_html.h"

namespace cxtext::pages {

// Sorts the table and the cards of themes by one of the keys that they carry, and hides those whose name does not hold
// what is typed. It builds nothing from text, so nothing that a customer wrote can become part of it.
std::string_view page_script() noexcept {
  return R"js(
"use strict";
(() => {
  const controls = document.getElementById("theme-controls");
  if (!controls) return;
  const filter = document.getElementById("theme-filter");
  const order = document.getElementById("theme-sort");
  const lists = [document.getElementById("theme-table").tBodies[0], document.getElementById("theme-cards")];
  const name = (item) => item.querySelector("th, h3").textContent;
  const sort = (key) => {
    const before = (a, b) =>
      (key === "name" ? name(a).localeCompare(name(b), document.documentElement.lang)
        : key === "order" ? 0 : Number(b.dataset[key]) - Number(a.dataset[key])) ||
      Number(a.dataset.order) - Number(b.dataset.order);
    for (const list of lists) list.append(...[...list.children].sort(before));
  };
  const show = (wanted) => {
    for (const list of lists) {
      for (const item of list.children) item.hidden = !name(item).toLocaleLowerCase().includes(wanted);
    }
  };
  filter.addEventListener("input", () => show(filter.value.trim().toLocaleLowerCase()));
  order.addEventListener("change", () => sort(order.value));
  controls.hidden = false;
})();
)js";
}

// openssl dgst -sha256 -binary of the script, in base64. tests/browser fails where the two do not fit.
std::string_view page_script_hash() noexcept { return "fJ3LjIJ34tEKKIPjhgCCyKxakskh6RK+Rid1uJd128I="; }

}  // namespace cxtext::pages
