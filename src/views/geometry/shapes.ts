/** The outlines of badges around the origin. All look equally large at one radius. */
export function outline(shape: 'circle' | 'square' | 'hexagon' | 'diamond', radius: number): string {
  switch (shape) {
    case 'circle':
      return `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
    case 'square':
      return roundedSquare(radius * 0.9, radius * 0.32);
    case 'hexagon':
      return polygon(6, radius * 1.1);
    case 'diamond':
      return polygon(4, radius * 1.2);
  }
}

function roundedSquare(half: number, corner: number): string {
  const side = 2 * (half - corner);
  const arc = (x: number, y: number): string => `a${corner} ${corner} 0 0 1 ${x} ${y}`;
  return (
    `M${corner - half} ${-half}h${side}${arc(corner, corner)}v${side}${arc(-corner, corner)}` +
    `h${-side}${arc(-corner, -corner)}v${-side}${arc(corner, -corner)}Z`
  );
}

function polygon(corners: number, radius: number): string {
  const points = Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners;
    return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}
