import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillLibrary } from '../../../demo/library';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { makeSamplePhotos } from '../../../tools/photos/samplePhotos';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	folder = mkdtempSync(join(tmpdir(), 'library-'));
});
afterAll(async () => {
	await sandbox.stop();
	rmSync(folder, { recursive: true, force: true });
});

it('puts the photos into a folder of the library, with words to find them by', async () => {
	const photos = await makeSamplePhotos(folder);
	await fillLibrary(sandbox, photos);
	const media = sandbox.skyfish
		.allMedia()
		.filter(({ fileName }) => photos.some(({ name }) => name === fileName));
	expect(media).toHaveLength(photos.length);
	expect(JSON.stringify(media)).toContain('"mug"');
});
