/** How the documents write dates and checksums. */

/** A date as the API writes it: ISO in UTC, the fraction without trailing zeros, null when unset. */
export function apiDate(moment: number): string;
export function apiDate(moment: number | null): string | null;
export function apiDate(moment: number | null): string | null {
	return moment === null ? null : new Date(moment).toISOString().replace(/\.?0*Z$/, 'Z');
}

/** A date as `rejectedjobs` writes it: local time in the Netherlands, without saying so. */
export function dutchDate(moment: number): string {
	const local = new Intl.DateTimeFormat('sv-SE', {
		timeZone: 'Europe/Amsterdam',
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(moment);
	const fraction = (moment % 1000).toString().padStart(3, '0').replace(/0+$/, '');
	return local.replace(' ', 'T') + (fraction ? `.${fraction}` : '');
}

/** MD5 as the API writes it: upper-case pairs joined by dashes. */
export function apiMd5(hex: string): string {
	return hex.toUpperCase().replace(/(..)(?=.)/g, '$1-');
}
