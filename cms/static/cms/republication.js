/* Follows republications that are under way: asks for each one's progress again and again, and puts
   what comes in its place, until it is finished. */

const PAUSE = 3000;

async function follow(shown) {
  while (shown.dataset.follow) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (document.hidden) continue;
    let answer;
    try {
      answer = await fetch(shown.dataset.follow, { redirect: "error" });
    } catch {
      continue; // The connection may come back.
    }
    if (!answer.ok) return;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = parsed.querySelector(".republication");
    if (!now || !shown.isConnected) return;
    shown.replaceWith(now);
    shown = now;
  }
}

document.querySelectorAll(".republication[data-follow]").forEach(follow);
