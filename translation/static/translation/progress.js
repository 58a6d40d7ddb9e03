// How far the whole has come, as every answer about a row tells it. Answers that are under way at the
// same time may come in another order than the server has counted in: of those none is shown, and
// when all have come the count is asked for once more.

import { ask } from "./requests.js";

export class Progress {
  constructor(page) {
    this.page = page
    this.underWay = new Set()
    this.isMixed = false
  }

  // The answer to a question about a row.
  async ask(url, question) {
    this.isMixed ||= this.underWay.size > 0
    const asking = ask(url, question)
    this.underWay.add(asking)
    try {
      const answer = await asking
      if (this.underWay.size === 1 && !this.isMixed) this.page.bar.showProgress(answer.progress)
      return answer
    } finally {
      this.underWay.delete(asking)
      if (!this.underWay.size && this.isMixed) this.askOnceMore(question.key)
    }
  }

  askOnceMore(key) {
    this.isMixed = false
    // Where it cannot be told, the rows say so themselves.
    this.ask(this.page.urls.row, { key }).catch(() => {})
  }

  // Resolves when the count that is shown is that of all that was sent so far.
  async settled() {
    while (this.underWay.size) await Promise.allSettled([...this.underWay])
  }
}
