import { readFileSync } from 'node:fs';
import { parse } from 'node:path';
import type { Sandbox } from '../sandbox/index.ts';
import type { Photo } from '../tools/photos/photo.ts';

/** The folder of the library that has the photos. */
export const libraryFolder = 'Product photos';

/** A library with all photos of a large folder would only be slow to fill. */
const mostPhotos = 12;

/** Puts photos into Skyfish's library, so that there is something to find, with words of their names to find it by. */
export async function fillLibrary({ skyfish }: Sandbox, photos: Photo[]): Promise<void> {
	const folderId = skyfish.addFolder(libraryFolder);
	for (const { name, path } of photos.slice(0, mostPhotos)) {
		const title = parse(name).name;
		const keywords = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
		const content = readFileSync(path);
		await skyfish.addMedia({ folderId, fileName: name, content, title, keywords });
	}
}
