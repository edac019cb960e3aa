import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import type { Photo } from '../tools/photos/photo.ts';
import { DemoError } from './demoError.ts';

const mediaTypes: Record<string, string> = {
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.png': 'image/png',
	'.tif': 'image/tiff',
	'.tiff': 'image/tiff',
	'.webp': 'image/webp',
};

/**
 * All photos in a folder (not those in folders within), by name. Throws a
 * {@link DemoError} when there is no such folder, no photo in it, or one that is no image.
 */
export async function findPhotos(folder: string): Promise<Photo[]> {
	const stats = statSync(folder, { throwIfNoEntry: false });
	if (!stats) {
		throw new DemoError(`There is no folder ${folder}. Name a folder with photos after --photos.`);
	}
	if (!stats.isDirectory()) {
		throw new DemoError(`${folder} is a file. Name the folder that it lies in after --photos.`);
	}
	const photos = readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isFile() && extname(entry.name).toLowerCase() in mediaTypes)
		.map(({ name }) => ({
			name,
			path: join(folder, name),
			mediaType: mediaTypes[extname(name).toLowerCase()],
		}))
		.sort((one, other) => one.name.localeCompare(other.name));
	if (photos.length === 0) {
		const endings = Object.keys(mediaTypes).join(', ');
		throw new DemoError(
			`There are no photos (${endings}) in ${folder}. Name another after --photos.`,
		);
	}
	for (const { path } of photos) {
		if (!(await isImage(path))) {
			throw new DemoError(
				`${path} is not an image that can be read. Remove it from the folder, or name another after --photos.`,
			);
		}
	}
	return photos;
}

/** Whether this file, or these bytes, are an image whose every pixel can be decoded. */
export async function isImage(image: string | Buffer): Promise<boolean> {
	try {
		await sharp(image, { failOn: 'error' }).stats();
		return true;
	} catch {
		return false;
	}
}
