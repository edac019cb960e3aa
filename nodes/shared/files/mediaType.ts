/** A kind of file that its first bytes give away. */
export interface MediaType {
	/** e.g. `image/jpeg` */
	mimeType: string;
	/** Endings of its file names, the usual one first. */
	endings: string[];
}

const at = (start: Buffer, offset: number, text: string) =>
	start.toString('latin1', offset, offset + text.length) === text;

/** The kind of an ISO media file, of which there are pictures and videos. */
const hasBrand = (start: Buffer, brand: RegExp) =>
	at(start, 4, 'ftyp') && brand.test(start.toString('latin1', 8, 12));

const known: Array<[is: (start: Buffer) => boolean, type: MediaType]> = [
	[(start) => at(start, 0, '\xff\xd8\xff'), type('image/jpeg', 'jpg', 'jpeg', 'jpe', 'jfif')],
	[(start) => at(start, 0, '\x89PNG\r\n'), type('image/png', 'png')],
	[(start) => at(start, 0, 'GIF8'), type('image/gif', 'gif')],
	[(start) => at(start, 0, 'RIFF') && at(start, 8, 'WEBP'), type('image/webp', 'webp')],
	[(start) => hasBrand(start, /^avi[fs]$/), type('image/avif', 'avif')],
	[
		(start) => hasBrand(start, /^(heic|heix|heim|heis|mif1|msf1)$/),
		type('image/heic', 'heic', 'heif'),
	],
	[(start) => hasBrand(start, /^qt/), type('video/quicktime', 'mov', 'qt')],
	[
		(start) => hasBrand(start, /^(iso[m2-9]|mp4[12]|M4V |avc1|dash|MSNV|f4v )$/),
		type('video/mp4', 'mp4', 'm4v', 'f4v'),
	],
	[(start) => at(start, 0, '8BPS'), type('image/vnd.adobe.photoshop', 'psd', 'psb')],
	[(start) => at(start, 0, '%PDF-'), type('application/pdf', 'pdf', 'ai')],
	[(start) => at(start, 0, 'PK\x03\x04'), type('application/zip', 'zip')],
	[(start) => at(start, 0, 'PK\x05\x06'), type('application/zip', 'zip')],
];

const tiff = type('image/tiff', 'tif', 'tiff');

/** Raw photos are TIFF inside; only their names tell them apart. */
const rawEndings = new Set(['arw', 'cr2', 'dng', 'iiq', 'nef', 'nrw', 'orf', 'pef', 'rw2', 'srw']);

function type(mimeType: string, ...endings: string[]): MediaType {
	return { mimeType, endings };
}

/**
 * What kind of file begins like this.
 *
 * @param fileName tells raw photos apart
 * @returns `undefined` for any other kind
 */
export function mediaTypeOf(start: Buffer, fileName: string): MediaType | undefined {
	const isTiff = at(start, 0, 'II*\0') || at(start, 0, 'MM\0*');
	if (isTiff) return rawEndings.has(endingOf(fileName) ?? '') ? undefined : tiff;
	return known.find(([is]) => is(start))?.[1];
}

/** The usual ending of the file names of a type; `undefined` for one that is not known here. */
export function endingFor(mimeType: string): string | undefined {
	const types = [...known.map(([, one]) => one), tiff];
	return types.find((one) => one.mimeType === mimeType)?.endings[0];
}

function endingOf(fileName: string): string | undefined {
	return /\.([^.]{1,5})$/.exec(fileName)?.[1].toLowerCase();
}

/** Whether it begins like a page or a message of a server, and not like a file that happens to begin with such a sign. */
export function isMarkup(start: Buffer): boolean {
	const text = start.toString('utf8', 0, 64).replace(/^\ufeff/, '');
	// What is no text has other control characters than white space within its first bytes.
	const isText = ![...text].some((sign) => sign < ' ' && !/\s/.test(sign));
	return isText && /^\s*(<[!?a-z]|[{[]\s*($|["{}[\]\d-]|true|false|null))/i.test(text);
}

/** Whether a name is that of a picture, a video or the like: a file that never begins as a text does. */
export function isMediaName(fileName: string): boolean {
	const ending = endingOf(fileName);
	return ending !== undefined && ending !== 'svg' && mediaEndings.has(ending);
}

/** A file name with the ending of what the file is: `koala.jpg` of a PNG becomes `koala.png`. */
export function withEndingOf({ endings }: MediaType, fileName: string): string {
	const ending = endingOf(fileName);
	if (ending !== undefined && endings.includes(ending)) return fileName;
	const isMedia = ending !== undefined && mediaEndings.has(ending);
	const stem = isMedia ? fileName.slice(0, -ending.length - 1) : fileName;
	return `${stem}.${endings[0]}`;
}

/** Endings that say what a file is, and give way to the right one; `.v2` is a part of the name. */
const mediaEndings = new Set([
	...known.flatMap(([, { endings }]) => endings),
	...tiff.endings,
	...rawEndings,
	...['bmp', 'svg', 'eps', 'jp2', 'cr3', 'raf', 'avi', 'mkv', 'webm', 'mpg', 'mpeg', 'wmv'],
]);
