import { CHART } from './price-chart.ts';

/** A line of the watchlist. */
export interface Instrument {
  readonly symbol: string;
  readonly name: string;
  readonly price: string;
  readonly change: string;
  readonly rose: boolean;
}

/** Sample prices, which never move. */
export const INSTRUMENTS: readonly Instrument[] = [
  { symbol: 'EURUSD', name: 'Euro', price: CHART.lastPrice, change: '+0.21%', rose: true },
  { symbol: 'GBPUSD', name: 'Pound', price: '1.2718', change: '+0.08%', rose: true },
  { symbol: 'USDJPY', name: 'Yen', price: '154.32', change: '−0.35%', rose: false },
  { symbol: 'XAUUSD', name: 'Gold', price: '2,658.40', change: '+0.64%', rose: true },
  { symbol: 'US500', name: 'US large caps', price: '5,948.7', change: '+0.42%', rose: true },
  { symbol: 'BTCUSD', name: 'Bitcoin', price: '98,204', change: '+1.93%', rose: true },
];
