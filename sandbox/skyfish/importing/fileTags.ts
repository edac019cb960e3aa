/** What a file says about itself, grouped and named as exiftool does (`exiftool -j -g -n`). */
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

/** Reads all tags of a file; what cannot be read is left out. */
export async function readFileTags(file: FileFacts): Promise<FileTags> {
	const { fileName, path, size, mimeType, picture } = file;
	const { exif, xmp, iptc, format, width, height } = picture ?? {};
	// Not every format that the image library opens is one that exifr opens.
	const tiff = await parsed(async () => await exifr.parse(exif ? tiffIn(exif) : path, raw));
	const sidecar = xmp && (await parsed(async () => await exifr.sidecar(xmp, raw, 'xmp')));
	const { ifd0, exif: camera, gps } = tiff as Record<'ifd0' | 'exif' | 'gps', Tags | undefined>;
	const { latitude, longitude } = gps ?? {};
	const composite = {
		...(width && { ImageSize: `${width} ${height}` }),
		...(typeof latitude === 'number' && { GPSLatitude: latitude, GPSLongitude: longitude }),
	};
	const groups = {
		EXIF: { ...plain(ifd0), ...plain(camera), ...positions(gps) },
		IPTC: readIptc(iptc),
		XMP: xmpTags(sidecar ?? tiff),
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

async function parsed(read: () => Promise<object | undefined>): Promise<Tags> {
	try {
		return ((await read()) ?? {}) as Tags;
	} catch {
		return {};
	}
}

/** In a JPEG, EXIF data has a header of its own before the TIFF block. */
function tiffIn(exif: Buffer): Buffer {
	return exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
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
