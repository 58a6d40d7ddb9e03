// What stands beside the rows: help for the row at hand, or the preview; folded away on demand.

export class Side {
  constructor(element) {
    this.element = element
    this.body = element.querySelector("#side-body")
    this.tabs = [...element.querySelectorAll("[data-tab]")]
    this.onShow = () => {}
    element.hidden = false
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.show(tab.dataset.tab))
      tab.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return
        this.toggle()
        this.tabs.find((one) => one.ariaSelected === "true").focus()
      })
    }
    this.fold = element.querySelector("[data-fold]")
    this.fold.addEventListener("click", () => this.setFolded(!this.body.hidden))
    this.show(this.tabs[0].dataset.tab)
    // Over the rows of a small screen it would hide what one works on.
    if (innerWidth <= 640) this.setFolded(true)
  }

  get shown() {
    return this.body.hidden ? null : this.tabs.find((tab) => tab.ariaSelected === "true").dataset.tab
  }

  show(name) {
    for (const tab of this.tabs) {
      tab.setAttribute("aria-selected", tab.dataset.tab === name)
      tab.tabIndex = tab.dataset.tab === name ? 0 : -1
      document.getElementById(tab.dataset.tab).hidden = tab.dataset.tab !== name
    }
    this.element.closest(".workbench").dataset.side = name
    this.setFolded(false)
  }

  toggle() {
    const names = this.tabs.map((tab) => tab.dataset.tab)
    const at = names.indexOf(this.shown)
    this.show(names[(at + 1) % names.length])
  }

  setFolded(isFolded) {
    this.body.hidden = isFolded
    this.fold.setAttribute("aria-expanded", !isFolded)
    this.onShow(this.shown)
  }
}
