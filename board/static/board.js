/* What makes a page more comfortable; every page does its work without it. ES2017, no library. */
"use strict";

(function () {
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const isTyping = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable;

  /* ---- a part of the page that renews itself: data-refresh="seconds" on an element with an id */

  // With data-next it turns to that page instead, unless somebody holds it or wants nothing on the screen to move.
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  async function renew(part) {
    if (document.hidden || part.contains(document.activeElement)) return;
    const turns = part.dataset.next && !part.dataset.held && !still.matches;
    const address = turns ? part.dataset.next : part.dataset.at || location.href;
    let answer;
    try {
      answer = await fetch(address, { credentials: "same-origin", headers: { "X-Refresh": "1" } });
    } catch (error) {
      part.dataset.stale = "1";
      return;
    }
    if (!answer.ok || answer.redirected) {
      part.dataset.stale = "1";
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(part.id);
    if (!fresh) return;
    delete part.dataset.stale;
    part.dataset.at = address;
    if (fresh.dataset.next) part.dataset.next = fresh.dataset.next;
    else delete part.dataset.next;
    part.replaceChildren ? part.replaceChildren(...fresh.childNodes) : (part.innerHTML = fresh.innerHTML);
    if (!fresh.dataset.refresh) clearInterval(Number(part.dataset.timer));
  }

  all("[data-refresh][id]").forEach((part) => {
    const seconds = Math.max(2, Number(part.dataset.refresh) || 30);
    part.dataset.timer = String(setInterval(() => renew(part), seconds * 1000));
  });

  all("[data-hold]").forEach((button) => {
    const part = document.getElementById(button.dataset.hold);
    if (still.matches || !part) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const holds = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(holds));
      button.textContent = holds ? "继续翻页" : "停在这一屏";
      if (holds) part.dataset.held = "1";
      else delete part.dataset.held;
    });
  });

  /* ---- what was typed and not sent: a warning on leaving, and kept for this tab in case the session ended */

  const kept = (form) => "typed:" + location.pathname + ":" + (form.getAttribute("action") || "");
  const texts = (form) => all("textarea, input[type=text], input:not([type])", form).filter((field) => field.name);
  let isSending = false;

  function keep(form) {
    const typed = {};
    texts(form).forEach((field) => { if (field.value !== field.defaultValue) typed[field.name] = field.value; });
    try {
      if (Object.keys(typed).length) sessionStorage.setItem(kept(form), JSON.stringify(typed));
      else sessionStorage.removeItem(kept(form));
    } catch (error) { /* storage may be forbidden; the warning still stands */ }
  }

  function giveBack(form) {
    let typed = null;
    try { typed = JSON.parse(sessionStorage.getItem(kept(form)) || "null"); } catch (error) { return; }
    if (!typed) return;
    let count = 0;
    texts(form).forEach((field) => {
      if (typed[field.name] && !field.value) { field.value = typed[field.name]; count += 1; }
    });
    if (!count) return;
    form.dataset.changed = "1";
    const note = document.createElement("p");
    note.className = "note";
    note.setAttribute("role", "status");
    note.textContent = "已恢复上次填写、尚未提交的内容，请核对后提交。";
    form.insertBefore(note, form.firstChild);
    for (let above = form.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
  }

  const done = document.querySelector("p.done");
  // What was sent from another page and is done there is no longer waiting here.
  try {
    if (done) sessionStorage.removeItem(sessionStorage.getItem("sent") || "");
    sessionStorage.removeItem("sent");
  } catch (error) { /* as above */ }
  all("form[method=post]").forEach((form) => {
    if (form.matches("[data-unguarded], .who")) return;
    if (done) { try { sessionStorage.removeItem(kept(form)); } catch (error) { /* as above */ } } else giveBack(form);
    form.addEventListener("input", () => { form.dataset.changed = "1"; keep(form); });
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      isSending = true;
      try { sessionStorage.setItem("sent", kept(form)); } catch (error) { /* as above */ }
      all("button", form).forEach((button) => { button.setAttribute("aria-busy", "true"); });
    });
  });

  addEventListener("beforeunload", (event) => {
    if (isSending || !document.querySelector("form[data-changed]")) return;
    event.preventDefault();
    event.returnValue = "";
  });

  // The page may come back from the browser's memory after “back”: its forms may be sent again.
  addEventListener("pageshow", () => {
    isSending = false;
    all("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      all("button", form).forEach((button) => button.removeAttribute("aria-busy"));
    });
  });

  /* ---- the keyboard: j and k through the lines, Enter opens, / seeks, ? tells */

  const lines = () => all("[data-line], main .list tbody tr").filter((line) => line.querySelector("a[href]") && line.offsetParent);
  let here = -1;

  function go(step) {
    const found = lines();
    if (!found.length) return;
    here = Math.min(found.length - 1, Math.max(0, here + step));
    all(".at").forEach((line) => line.classList.remove("at"));
    found[here].classList.add("at");
    found[here].querySelector("a[href]").focus();
    found[here].scrollIntoView({ block: "nearest" });
  }

  const help = document.getElementById("keys");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const seek = document.querySelector("input[type=search]");
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "/" && seek) { event.preventDefault(); seek.focus(); seek.select(); }
    else if (event.key === "?" && help) help.hidden = !help.hidden;
    else if (event.key === "Escape" && help) help.hidden = true;
  });

  /* ---- printing, and a full screen for the wall */

  all("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  all("[data-full]").forEach((button) => {
    if (!document.documentElement.requestFullscreen) return;
    button.hidden = false;
    button.addEventListener("click", () => document.documentElement.requestFullscreen());
  });
})();
