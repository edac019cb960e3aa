/** Image work: what an image is, the smaller ones made of it, and stand-ins where there is none. */
import { createHash } from 'node:crypto';
import { access, rename, rm } from 'node:fs/promises';
import pLimit from 'p-limit';
import sharp from 'sharp';

// Two images at a time, one thread each: the rest of the machine stays usable.
sharp.concurrency(1);
sharp.cache(false);
const atTheDesk = pLimit(2);

const white = { background: '#ffffff' };
/** A file that breaks off shows what is there. */
const asFarAsReadable = { failOn: 'none' } as const;

/** The sizes of thumbnails and downloads: pixels on the longest side. */
export const smallerSizes = ['110px', '200px', '320px', '480px', '800px', '1200px', '1600px'];

export interface PictureFacts {
	/** As sharp calls it, e.g. `jpeg`. */
	format: string;
	/** Pixels, as the image is looked at (turned by its EXIF orientation). */
	width: number;
	height: number;
	/** The metadata segments, for formats that no other reader opens. */
	exif?: Buffer;
	iptc?: Buffer;
	xmp?: Buffer;
}

/** What is known of an image file; null when it is not an image that can be read. */
export async function readPicture(path: string): Promise<PictureFacts | null> {
	try {
		const {
			format: given,
			compression,
			autoOrient,
			...segments
		} = await atTheDesk(() => sharp(path).metadata());
		const format = given === 'heif' && compression === 'av1' ? 'avif' : given;
		const { exif, iptc, xmp } = segments;
		return { format, width: autoOrient.width, height: autoOrient.height, exif, iptc, xmp };
	} catch {
		return null;
	}
}

/** The path of a JPEG of an image in one of `smallerSizes`, made now if it is not there yet. */
export async function smallerPicture(path: string, size: string): Promise<string> {
	const target = `${path}-${size}`;
	const isThere = await access(target).then(
		() => true,
		() => false,
	);
	if (isThere) return target;
	const longest = Number.parseInt(size, 10);
	const partial = `${target}.${process.hrtime.bigint()}.partial`;
	await atTheDesk(() =>
		sharp(path, asFarAsReadable)
			.autoOrient()
			.flatten(white)
			.resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
			.toColourspace('srgb')
			.jpeg({ quality: 80 })
			.toFile(partial)
			.catch(async (error: unknown) => {
				await rm(partial, { force: true });
				throw error;
			}),
	);
	await rename(partial, target);
	return target;
}

/** A square JPEG cut from the middle of an image. */
export async function croppedPicture(path: string, side: number): Promise<Buffer> {
	return await atTheDesk(() =>
		sharp(path, asFarAsReadable)
			.autoOrient()
			.flatten(white)
			.resize(side, side, { fit: 'cover' })
			.toColourspace('srgb')
			.jpeg({ quality: 85 })
			.toBuffer(),
	);
}

/** The thumbnail of anything but an image: a sheet of 93x119 pixels in a colour per file name ending. */
export async function genericThumbnail(ending: string): Promise<Buffer> {
	const hue = createHash('md5').update(ending).digest()[0] * (360 / 256);
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="93" height="119">
		<path d="M6 4H64L87 27V115H6Z" fill="#fff" stroke="#888" stroke-width="2"/>
		<path d="M64 4V27H87" fill="#ddd" stroke="#888" stroke-width="2"/>
		<rect x="6" y="74" width="81" height="26" fill="hsl(${hue}, 60%, 45%)"/>
	</svg>`;
	return await atTheDesk(() => sharp(Buffer.from(drawing)).flatten(white).jpeg().toBuffer());
}

/** The profile image of somebody who uploaded none. */
export async function nobodysPortrait(side: number): Promise<Buffer> {
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"
		viewBox="0 0 100 100"><rect width="100" height="100" fill="#d8dee4"/>
		<circle cx="50" cy="38" r="18" fill="#8a97a5"/>
		<path d="M14 100C14 70 86 70 86 100Z" fill="#8a97a5"/></svg>`;
	return await atTheDesk(() => sharp(Buffer.from(drawing)).jpeg().toBuffer());
}

/** One name for every 30 degrees of hue. */
const hues = 'red orange yellow green green green cyan blue blue purple pink pink'.split(' ');

/** What looking at an image suggests as keywords: its leading colour and its brightness. */
export async function describePicture(path: string): Promise<string[]> {
	const pixels = await atTheDesk(() =>
		sharp(path, asFarAsReadable)
			.flatten(white)
			.toColourspace('srgb')
			.resize(16, 16, { fit: 'fill', kernel: 'nearest' })
			.raw()
			.toBuffer(),
	);
	const counts = new Map<string, number>();
	for (let at = 0; at + 2 < pixels.length; at += 3) {
		const seen = describeColour(pixels[at], pixels[at + 1], pixels[at + 2]);
		counts.set(seen, (counts.get(seen) ?? 0) + 1);
	}
	const [[leading]] = [...counts].sort(([, one], [, other]) => other - one);
	return leading.split(' ');
}

function describeColour(r: number, g: number, b: number): string {
	const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
	const brightness = most < 80 ? 'dark' : least > 190 ? 'light' : 'medium';
	return `${colourName(r, g, b)} ${brightness}`;
}

function colourName(r: number, g: number, b: number): string {
	const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
	const spread = most - least;
	if (spread < 32) return most < 64 ? 'black' : most > 216 ? 'white' : 'grey';
	const redward = ((g - b) / spread + 6) % 6;
	const sector = most === r ? redward : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
	return hues[Math.round(sector * 2) % hues.length];
}
