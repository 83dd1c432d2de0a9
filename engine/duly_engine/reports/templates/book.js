"use strict";
(() => {
  const field = document.getElementById("words");
  const found = document.getElementById("found");
  const listed = new Map();
  for (const link of document.querySelectorAll("nav li a")) {
    listed.set(link.getAttribute("href").slice(1), link.closest("li"));
  }
  const entries = [...document.querySelectorAll(".entry")].map((element) => ({
    element,
    text: element.textContent.toLowerCase().replace(/\s+/g, " "),
  }));
  const chapters = [...document.querySelectorAll(".chapter")].filter((each) => each.querySelector(".entry"));

  const show = (element, name, shown) => {
    element.hidden = !shown;
    const row = listed.get(name);
    if (row) row.hidden = !shown;
  };

  const search = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { element, text } of entries) {
      const fits = words.every((word) => text.includes(word));
      show(element, element.id, fits);
      count += fits ? 1 : 0;
    }
    for (const chapter of chapters) {
      show(chapter, chapter.querySelector("h3").id, chapter.querySelector(".entry:not([hidden])") !== null);
    }
    found.textContent = words.length ? `${count} of ${entries.length} entries` : "";
  };

  // A link may lead to what the search has hidden, or into examples that are folded.
  const reveal = () => {
    const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!wanted) return;
    if (wanted.closest("[hidden]")) {
      field.value = "";
      search();
    }
    const folded = wanted.closest("details");
    if (folded) folded.open = true;
    wanted.scrollIntoView();
  };

  field.addEventListener("input", search);
  window.addEventListener("hashchange", reveal);
  document.getElementById("find").hidden = false;
  search();
  reveal();
})();
