/** The editors' work: reads images, clips them onto white, and renders them smaller. */
import pLimit from 'p-limit';
import sharp from 'sharp';
import type { OutputInfo, Sharp } from 'sharp';

// Two images at a time, one thread each: the rest of the machine stays usable.
sharp.concurrency(1);
sharp.cache(false);
const atTheDesk = pLimit(2);

export interface ImageFacts {
	format: string;
	/** Pixels, as the image is looked at (turned by its EXIF orientation). */
	width: number;
	height: number;
}

/** What is known of an image file; null when it is not an image that can be read. */
export async function readImage(path: string): Promise<ImageFacts | null> {
	try {
		const { format, autoOrient } = await atTheDesk(() => sharp(path).metadata());
		return { format, width: autoOrient.width, height: autoOrient.height };
	} catch {
		return null;
	}
}

/** The file name ending for each format that an edited image can have. */
const endings: Record<string, string> = {
	jpeg: 'jpg',
	png: 'png',
	webp: 'webp',
	tiff: 'tif',
	gif: 'gif',
	avif: 'avif',
};

export interface Edited {
	format: string;
	width: number;
	height: number;
	/** The ending of its file name when that differs from the original's format, else null. */
	newEnding: string | null;
}

/**
 * Clips a product photo: turns it upright, lifts its background to white, cuts the empty rim off,
 * sets the product on white with an even margin, sharpens, and keeps the metadata.
 * @param round 0 for the first edit; each rejection makes the next one stronger.
 */
export async function editImage(source: string, target: string, round: number): Promise<Edited> {
	return await atTheDesk(async () => {
		const { format: given, width, height, compression } = await sharp(source).metadata();
		const format = given === 'heif' && compression === 'av1' ? 'avif' : given;
		const output = format in endings ? format : format === 'heif' ? 'jpeg' : 'png';
		const background = await backgroundOf(source);
		const light = Math.min(...background) >= 100;
		// A little more than its level needs, so that the grain of the background turns white too.
		const gains = background.map((level) => (light ? 255 / (level - 4) : 1.15));
		const margin = Math.max(4, Math.round(Math.max(width, height) * 0.04 * (round + 1)));
		let image = sharp(source).autoOrient().flatten({ background: '#ffffff' });
		if (light && Math.min(width, height) >= 3) {
			const [r, g, b] = background;
			image = image.trim({ background: { r, g, b }, threshold: 24 });
		}
		image = image
			.toColourspace('srgb')
			.extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#ffffff' })
			.linear(gains, [0, 0, 0])
			.modulate({ saturation: 1.08 + round * 0.04 })
			.sharpen({ sigma: 1 + round * 0.3 })
			.keepMetadata();
		const info = await encode(image, output).toFile(target);
		const newEnding = output === format ? null : (endings[output] ?? output);
		return { format: output, width: info.width, height: info.height, newEnding };
	});
}

/** A JPEG of the image, at most `longest` pixels on its longer side; `Infinity` leaves its size. */
export async function renderSmall(path: string, longest: number): Promise<Buffer> {
	return await atTheDesk(() =>
		sharp(path)
			.autoOrient()
			.flatten({ background: '#ffffff' })
			.resize({
				...(Number.isFinite(longest) && { width: longest, height: longest }),
				fit: 'inside',
				withoutEnlargement: true,
			})
			.toColourspace('srgb')
			.jpeg({ quality: 80 })
			.toBuffer(),
	);
}

const mediaTypes: Record<string, string> = {
	jpeg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
	tiff: 'image/tiff',
	gif: 'image/gif',
	avif: 'image/avif',
	heif: 'image/heif',
	svg: 'image/svg+xml',
};

/** The Content-Type of a stored file; anything but an image is just bytes. */
export function mediaTypeOf(format: string | null): string {
	return mediaTypes[format ?? ''] ?? 'application/octet-stream';
}

/** Red, green and blue (0 to 255) along the rim of the picture: what a product stands on. */
async function backgroundOf(source: string): Promise<[number, number, number]> {
	const side = 32;
	const { data, info } = await sharp(source)
		.autoOrient()
		.flatten({ background: '#ffffff' })
		.toColourspace('srgb')
		.resize(side, side, { fit: 'fill' })
		.raw()
		.toBuffer({ resolveWithObject: true });
	const median = (channel: number) => {
		const levels: number[] = [];
		for (let pixel = 0; pixel < side * side; pixel++) {
			const [x, y] = [pixel % side, Math.floor(pixel / side)];
			const onRim = x < 2 || y < 2 || x >= side - 2 || y >= side - 2;
			if (onRim) levels.push(data[pixel * info.channels + Math.min(channel, info.channels - 1)]);
		}
		return levels.sort((a, b) => a - b)[Math.floor(levels.length / 2)];
	};
	return [median(0), median(1), median(2)];
}

function encode(image: Sharp, format: string): { toFile(path: string): Promise<OutputInfo> } {
	switch (format) {
		case 'jpeg':
			return image.jpeg({ quality: 92 });
		case 'avif':
			return image.avif();
		case 'webp':
			return image.webp({ quality: 90 });
		case 'tiff':
			return image.tiff({ compression: 'lzw' });
		case 'gif':
			return image.gif();
		default:
			return image.png();
	}
}
