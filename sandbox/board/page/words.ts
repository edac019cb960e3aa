/** Numbers and times as people read them; a number stays on one line with its unit. */

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dateTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const euros = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' });

/** @param at milliseconds since 1970 */
export function timeOf(at: number): string {
	return time.format(at);
}

/** @param at milliseconds since 1970 */
export function dateTimeOf(at: number): string {
	return dateTime.format(at);
}

export function price(amount: number): string {
	return euros.format(amount);
}

/** `1 photo`, `2 photos`. */
export function count(number: number, one: string, many = `${one}s`): string {
	return `${number} ${number === 1 ? one : many}`;
}

/** @param bytes e.g. 204800 for `200 kB` */
export function fileSize(bytes: number): string {
	if (bytes < 1000) return `${bytes}\u00a0B`;
	const kilobytes = bytes / 1000;
	return kilobytes < 1000
		? `${Math.round(kilobytes)}\u00a0kB`
		: `${(kilobytes / 1000).toFixed(1)}\u00a0MB`;
}

/** Size in bytes and, of an image, its pixels. */
export function measures(file: { size: number; width: number | null; height: number | null }) {
	const pixels = file.width === null ? [] : [`${file.width}\u00a0×\u00a0${file.height}`];
	return [...pixels, fileSize(file.size)].join(' · ');
}

/** @param ms e.g. 1500 for `1.5 s` */
export function duration(ms: number): string {
	return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
