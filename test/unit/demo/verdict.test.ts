import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Story } from '../../../demo/story.ts';
import { faultsOf } from '../../../demo/verdict.ts';
import type { Photo } from '../../../tools/photos/photo.ts';

const jobId = 7;
const history = ['CJ_NEW', 'CJ_REQUEST_OFFER', 'CJ_ACCEPT', 'CJ_WORK_DONE'];
let folder: string;
let photo: Photo;
let edited: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'verdict-'));
	photo = { name: 'shoe.jpg', path: join(folder, 'shoe.jpg'), mediaType: 'image/jpeg' };
	edited = join(folder, '7-shoe.jpg');
	for (const [path, background] of [
		[photo.path, '#888'],
		[edited, '#fff'],
	]) {
		const picture = sharp({ create: { width: 40, height: 30, channels: 3, background } });
		await picture.jpeg().toFile(path);
	}
	writeFileSync(join(folder, 'torn.jpg'), 'no picture');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A story in which everything goes well but for what the test changes. */
function storyWith(statuses: string[], paths: string[]): Story {
	const story = new Story({ send: '1', accept: '2', collect: '3', watch: '4' }, () => undefined);
	for (const status of statuses) story.statuses.push({ jobId, status });
	for (const path of paths) story.written.push({ jobId, name: photo.name, path });
	return story;
}

const seen = ['CJ_REQUEST_OFFER', 'CJ_WORK_DONE'];

test('all went well', async () => {
	expect(await faultsOf(jobId, [photo], storyWith(seen, [edited]), history)).toEqual([]);
});

test.each<[string, string[], () => string[], RegExp]>([
	['a photo is missing', seen, () => [], /shoe\.jpg did not come back/],
	['a photo comes twice', seen, () => [edited, edited], /came back 2 times/],
	['a photo was not edited', seen, () => [photo.path], /came back as it was sent/],
	['a result is torn', seen, () => [join(folder, 'torn.jpg')], /is not an image/],
	['a result is not on disk', seen, () => [join(folder, 'gone.jpg')], /is not there/],
	['no status was seen', [], () => [edited], /saw no status/],
	['a status was told twice', ['CJ_ACCEPT', 'CJ_ACCEPT'], () => [edited], /The trigger told/],
	['the order is wrong', ['CJ_WORK_DONE', 'CJ_ACCEPT'], () => [edited], /The trigger told/],
	['a status never was', ['CJ_ERROR'], () => [edited], /The trigger told/],
])('%s', async (_, statuses, paths, fault) => {
	const faults = await faultsOf(jobId, [photo], storyWith(statuses, paths()), history);
	expect(faults).toEqual([expect.stringMatching(fault)]);
});

test('a failed execution is a fault, and so is a photo that nobody sent', async () => {
	const story = storyWith(seen, [edited]);
	story.failures.push('The workflow "send" failed.');
	story.written.push({ jobId, name: 'stranger.jpg', path: edited });
	const faults = await faultsOf(jobId, [photo], story, history);
	expect(faults).toEqual(['The workflow "send" failed.', expect.stringContaining('stranger.jpg')]);
});
