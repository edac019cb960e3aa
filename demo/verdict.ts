import { existsSync, readFileSync } from 'node:fs';
import type { Photo } from '../tools/photos/photo.ts';
import { isImage } from './photoFiles.ts';
import type { Story } from './story.ts';

/**
 * What is wrong with the way of one job, one sentence per fault; nothing when all went well: every
 * photo came back, edited and readable, and n8n saw the job's statuses in order, each once.
 *
 * @param history the statuses that the service says the job had, in order
 */
export async function faultsOf(
	jobId: number,
	photos: Photo[],
	story: Story,
	history: string[],
): Promise<string[]> {
	const faults = [...story.failures];
	for (const photo of photos) {
		const fault = await faultOfPhoto(jobId, photo, story);
		if (fault) faults.push(fault);
	}
	const surplus = story.written.filter(
		(written) => written.jobId === jobId && !photos.some(({ name }) => name === written.name),
	);
	for (const { name } of surplus) faults.push(`${name} came back, but was never sent.`);
	const seen = story.statuses.filter((one) => one.jobId === jobId).map(({ status }) => status);
	const fault = faultOfStatuses(seen, history);
	return fault ? [...faults, fault] : faults;
}

async function faultOfPhoto(
	jobId: number,
	{ name, path }: Photo,
	{ written }: Story,
): Promise<string | undefined> {
	const results = written.filter((one) => one.jobId === jobId && one.name === name);
	if (results.length === 0) return `${name} did not come back.`;
	if (results.length > 1) return `${name} came back ${results.length} times.`;
	const result = results[0].path;
	if (!existsSync(result)) return `${result} is not there, although n8n says that it was written.`;
	const edited = readFileSync(result);
	if (edited.equals(readFileSync(path))) return `${name} came back as it was sent.`;
	if (!(await isImage(edited))) return `${result} is not an image that can be read.`;
	return undefined;
}

/** Seen statuses must be in the history's order; none may be told more often than it happened. */
function faultOfStatuses(seen: string[], history: string[]): string | undefined {
	if (seen.length === 0) return 'The trigger saw no status of the job at all.';
	let place = 0;
	for (const status of seen) {
		const found = history.indexOf(status, place);
		if (found === -1) {
			return `The trigger told ${seen.join(', ')}, but the job went ${history.join(', ')}.`;
		}
		place = found + 1;
	}
	return undefined;
}
