/** "1 h 12 min": how long something takes. */
export function formatDuration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** "10 h", "3 days": how long something takes, where several hours need no minutes and several days no hours. */
export function formatRoughDuration(seconds: number): string {
  const hours = Math.round(seconds / 3600);
  if (hours < 3) return formatDuration(seconds);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** "1:02:03": a place in a recording. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
