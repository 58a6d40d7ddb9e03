// Shows the OpenAPI document with Swagger UI, in the reader's light or dark.

const place = document.querySelector("#operations");

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

// The address of a problem ("#withdrawn"); those of calls ("#/Articles/article") are Swagger UI's.
const problem = location.hash.startsWith("#/") ? "" : location.hash;

window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
  // The document is drawn above the problems after the page has loaded, and moves them down.
  onComplete: () => problem && setTimeout(() => location.replace(problem)),
});
