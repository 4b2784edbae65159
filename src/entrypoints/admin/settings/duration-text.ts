/** Such as `2 d 3 h 5 min`. */
export function durationText(seconds: number): string {
  const [days, hours, minutes] = [seconds / 86_400, (seconds / 3600) % 24, (seconds / 60) % 60].map(Math.floor);
  return [days ? `${days} d` : '', hours ? `${hours} h` : '', `${minutes} min`].filter((part) => part !== '').join(' ');
}
