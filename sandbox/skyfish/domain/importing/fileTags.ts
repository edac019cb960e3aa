/** What a file says about itself, grouped and named as exiftool does (`exiftool -j -g -n`). */
import { readFile } from 'node:fs/promises';
import exifr from 'exifr';
import type { PictureFacts } from '../pictures.ts';
import { readIptc } from './iptc.ts';
import type { IptcTags } from './iptc.ts';

type Tags = Record<string, unknown>;

export interface FileTags {
	SourceFile: string;
	File: Tags;
	EXIF?: Tags;
	IPTC?: IptcTags;
	XMP?: Tags;
	Composite?: Tags;
}

interface FileFacts {
	fileName: string;
	path: string;
	size: number;
	mimeType: string;
	picture: PictureFacts | null;
}

const raw = { mergeOutput: false, translateValues: false, reviveValues: false };
const xmpOnly = { ...raw, xmp: true, tiff: false };

/** Reads all tags of a file; what cannot be read is left out. */
export async function readFileTags(file: FileFacts): Promise<FileTags> {
	const { fileName, path, size, mimeType, picture } = file;
	const { exif, xmp, iptc, format, width, height } = picture ?? {};
	// In these, only exifr finds the EXIF data; in the others, the image library has found it already.
	const isForExifr = format === 'tiff' || mimeType === 'image/heic';
	const tiff = await parsed(async () => {
		if (exif) return await exifr.parse(tiffIn(exif), raw);
		return isForExifr ? await exifr.parse(await readFile(path), raw) : undefined;
	});
	const properties = xmp && (await parsed(async () => await exifr.parse(jpegAround(xmp), xmpOnly)));
	const { ifd0, exif: camera, gps } = tiff as Record<'ifd0' | 'exif' | 'gps', Tags | undefined>;
	const { latitude, longitude } = gps ?? {};
	const composite = {
		...(width && { ImageSize: `${width} ${height}` }),
		...(typeof latitude === 'number' && { GPSLatitude: latitude, GPSLongitude: longitude }),
	};
	const groups = {
		EXIF: { ...plain(ifd0), ...plain(camera), ...positions(gps) },
		IPTC: readIptc(iptc),
		XMP: xmpTags(properties ?? tiff),
		Composite: composite,
	};
	return {
		SourceFile: fileName,
		File: {
			...{ FileName: fileName, FileSize: size, MIMEType: mimeType },
			...(format && { FileType: format.toUpperCase(), ImageWidth: width, ImageHeight: height }),
		},
		...Object.fromEntries(Object.entries(groups).filter(([, tags]) => Object.keys(tags).length)),
	};
}

async function parsed(read: () => Promise<Tags | undefined>): Promise<Tags> {
	try {
		return (await read()) ?? {};
	} catch {
		return {};
	}
}

/** In a JPEG, EXIF data has a header of its own before the TIFF block. */
function tiffIn(exif: Buffer): Buffer {
	return exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
}

/** A JPEG of nothing but an XMP segment: what exifr takes XMP from, whatever file it came in. */
function jpegAround(xmp: Buffer): Buffer {
	const content = Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmp]);
	const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
	head.writeUInt16BE(Math.min(content.length + 2, 0xffff), 4);
	return Buffer.concat([head, content.subarray(0, 0xffff - 2), Buffer.from([0xff, 0xd9])]);
}

/** Without long binary values, and with short ones as text. */
function plain(tags: Tags | undefined): Tags {
	const entries = Object.entries(tags ?? {}).flatMap(([name, value]) => {
		if (!ArrayBuffer.isView(value)) return [[name, value]];
		const bytes = Buffer.from(value as Uint8Array);
		if (bytes.length > 16) return [];
		const text = bytes.toString('latin1');
		return [[name, /^[\x20-\x7e]+$/.test(text) ? text : [...bytes].join(' ')]];
	});
	return Object.fromEntries(entries) as Tags;
}

/** GPS tags with the degrees as one number each, as `-n` asks. */
function positions(gps: Tags | undefined): Tags {
	if (!gps) return {};
	const { latitude, longitude, ...rest } = gps;
	const degrees =
		typeof latitude === 'number' && typeof longitude === 'number'
			? { GPSLatitude: Math.abs(latitude), GPSLongitude: Math.abs(longitude) }
			: {};
	return { ...plain(rest), ...degrees };
}

/** XMP properties of all namespaces under one name each; translations get `-<language>`. */
function xmpTags(namespaces: Tags): Tags {
	const skipped = ['xmlns', 'ifd0', 'ifd1', 'exif', 'gps', 'interop', 'ihdr', 'jfif', 'errors'];
	const tags: Tags = {};
	for (const [prefix, properties] of Object.entries(namespaces)) {
		if (skipped.includes(prefix) || properties === null || typeof properties !== 'object') continue;
		for (const [property, value] of Object.entries(properties)) {
			const name = property.charAt(0).toUpperCase() + property.slice(1);
			const alternatives = (Array.isArray(value) ? value : [value]).filter(isTranslated);
			if (alternatives.length === 0) tags[name] = value;
			for (const { lang, value: text } of alternatives) {
				tags[lang === 'x-default' ? name : `${name}-${lang}`] = text;
			}
			if (alternatives.length > 0) tags[name] ??= alternatives[0].value;
		}
	}
	return tags;
}

function isTranslated(value: unknown): value is { lang: string; value: unknown } {
	return typeof (value as { lang?: unknown } | null)?.lang === 'string';
}
