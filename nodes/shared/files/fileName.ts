/** The longest file name that common file systems take, in characters that are one byte each. */
const LONGEST_NAME = 200;

/**
 * A file name that stays a name wherever it is written: the last part of a path, without control
 * characters, text-direction marks or what file systems refuse.
 *
 * @param fallback for a name of which nothing is left
 */
export function safeFileName(name: string, fallback: string): string {
	const last = name.split(/[\\/]/).pop() ?? '';
	const clean = last
		.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
		.replace(/[<>:"|?*]/g, '_')
		.trim();
	if (/^\.*$/.test(clean)) return fallback;
	if (clean.length <= LONGEST_NAME) return clean;
	const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
	return clean.slice(0, LONGEST_NAME - ending.length) + ending;
}

/** The file name in a `Content-Disposition` header (RFC 6266), `undefined` where it has none. */
export function fileNameFromHeader(header: unknown): string | undefined {
	if (typeof header !== 'string') return undefined;
	const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(header)?.[1];
	if (extended) {
		try {
			return decodeURIComponent(extended.trim());
		} catch {
			// Not percent-encoded after all: the plain name below will do.
		}
	}
	const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
	return plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2];
}
