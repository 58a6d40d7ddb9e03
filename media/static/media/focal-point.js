// Sets a photo's focal point on its picture, by click, drag or arrow keys, and shows the crops that
// come of it. The two number fields that `data-x` and `data-y` name hold the point as shares of
// width and height; they are what is saved, and without this script they are typed into.

const STEP = 0.01;

const clamp = (value) => Math.min(1, Math.max(0, value));

// The same rule as the server's: the largest part of this ratio, as near to the point as edges allow.
function cropOf(width, height, ratio, x, y) {
  const wide = Math.min(width, height * ratio);
  const high = Math.min(height, width / ratio);
  const left = Math.min(Math.max(x * width - wide / 2, 0), width - wide);
  const top = Math.min(Math.max(y * height - high / 2, 0), height - high);
  return { left, top, wide, high };
}

class FocalPoint {
  constructor(element) {
    this.inputs = [element.dataset.x, element.dataset.y].map((id) => document.getElementById(id));
    if (!this.inputs.every(Boolean)) return;
    this.picture = element.querySelector(".focal-point-picture");
    this.image = this.picture.querySelector("img");
    this.crops = [...element.querySelectorAll(".focal-point-crop")];
    this.image.draggable = false;
    this.mark = this.makeMark(element.dataset.label);
    this.listen();
    this.show();
  }

  makeMark(label) {
    const mark = document.createElement("button");
    mark.type = "button";
    mark.className = "focal-point-mark";
    mark.setAttribute("aria-label", label);
    this.picture.append(mark);
    return mark;
  }

  get point() {
    return this.inputs.map((input) => {
      const value = Number.parseFloat(input.value);
      return Number.isFinite(value) ? clamp(value) : 0.5;
    });
  }

  set point(values) {
    values.forEach((value, index) => {
      this.inputs[index].value = clamp(value).toFixed(4);
    });
    this.show();
  }

  listen() {
    const follow = (event) => {
      const box = this.image.getBoundingClientRect();
      this.point = [
        (event.clientX - box.left) / box.width,
        (event.clientY - box.top) / box.height,
      ];
    };
    this.picture.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      this.picture.setPointerCapture(event.pointerId);
      this.mark.focus({ preventScroll: true });
      follow(event);
    });
    this.picture.addEventListener("pointermove", (event) => {
      if (this.picture.hasPointerCapture(event.pointerId)) follow(event);
    });
    this.mark.addEventListener("keydown", (event) => {
      const move = {
        ArrowLeft: [-STEP, 0],
        ArrowRight: [STEP, 0],
        ArrowUp: [0, -STEP],
        ArrowDown: [0, STEP],
      }[event.key];
      if (!move) return;
      event.preventDefault();
      const [x, y] = this.point;
      this.point = [x + move[0], y + move[1]];
    });
    for (const input of this.inputs) input.addEventListener("input", () => this.show());
    this.image.addEventListener("load", () => this.show());
  }

  show() {
    const [x, y] = this.point;
    this.mark.style.left = `${x * 100}%`;
    this.mark.style.top = `${y * 100}%`;
    const { naturalWidth: width, naturalHeight: height } = this.image;
    if (!width || !height) return;
    for (const crop of this.crops) {
      const [across, down] = crop.dataset.ratio.split(":").map(Number);
      const { left, top, wide, high } = cropOf(width, height, across / down, x, y);
      crop.style.aspectRatio = `${across} / ${down}`;
      const { style } = crop.querySelector("img");
      style.width = `${(width / wide) * 100}%`;
      style.height = `${(height / high) * 100}%`;
      style.left = `${(-left / wide) * 100}%`;
      style.top = `${(-top / high) * 100}%`;
    }
  }
}

for (const element of document.querySelectorAll("[data-focal-point]")) new FocalPoint(element);
