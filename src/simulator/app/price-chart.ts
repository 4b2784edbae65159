/** One candle of the chart, in the chart's own units. */
export interface CandleView {
  readonly x: number;
  readonly bodyTop: number;
  readonly bodyHeight: number;
  readonly wickTop: number;
  readonly wickBottom: number;
  readonly rose: boolean;
}

export interface ChartView {
  readonly width: number;
  readonly height: number;
  readonly candleWidth: number;
  readonly candles: readonly CandleView[];
  readonly lastPrice: string;
  /** Where it stands. */
  readonly lastY: number;
  /** The scale at the side, from above. */
  readonly scale: readonly { readonly y: number; readonly price: string }[];
}

const WIDTH = 960;
const HEIGHT = 320;
const COUNT = 56;
const STEP = WIDTH / COUNT;
const START = 1.0812;
const HIGHEST = 1.0896;
const LOWEST = 1.0784;
const SCALE_LINES = 5;

/** A chart that looks like a market and never changes. */
export const CHART: ChartView = drawChart();

function drawChart(): ChartView {
  const random = steadyRandom();
  let price = START;
  const candles = Array.from({ length: COUNT }, (_, index) => {
    const open = price;
    price = open + (random() - 0.43) * 0.0016;
    const high = Math.max(open, price) + random() * 0.0006;
    const low = Math.min(open, price) - random() * 0.0006;
    const bodyTop = yOf(Math.max(open, price));
    return {
      x: round(index * STEP + STEP * 0.2),
      bodyTop,
      bodyHeight: round(Math.max(1.5, yOf(Math.min(open, price)) - bodyTop)),
      wickTop: yOf(high),
      wickBottom: yOf(low),
      rose: price >= open,
    };
  });
  const scale = Array.from({ length: SCALE_LINES }, (_, line) => {
    const y = ((line + 0.5) * HEIGHT) / SCALE_LINES;
    return { y, price: (HIGHEST - (y / HEIGHT) * (HIGHEST - LOWEST)).toFixed(4) };
  });
  return {
    width: WIDTH,
    height: HEIGHT,
    candleWidth: round(STEP * 0.6),
    candles,
    lastPrice: price.toFixed(4),
    lastY: yOf(price),
    scale,
  };
}

function yOf(price: number): number {
  return round(((HIGHEST - price) / (HIGHEST - LOWEST)) * HEIGHT);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The same numbers at every start. */
function steadyRandom(): () => number {
  let seed = 20_261_121;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
}
