/** The check against a sandbox: what is in it, and how it is run. */
import { startSandbox } from '../../../sandbox/index';
import type { ChosenReadings, Sandbox } from '../../../sandbox/index';
import { check } from '../../../tools/check-live/check';
import type { CheckOptions } from '../../../tools/check-live/check';
import type { Report } from '../../../tools/check-live/report';
import { clientOf, photo } from '../sandbox/support';

/** Names as customers give them: none may stand in a report. */
export const names = {
	job: 'Autumn collection of the Brown family',
	file: 'brown-jacket-front.jpg',
	folder: 'Unreleased shoes',
	picture: 'unreleased-shoe.jpg',
	title: 'Shoe that nobody may see',
};

export interface Filled {
	sandbox: Sandbox;
	/** A job that is delivered, with results. */
	deliveredId: number;
}

/** A sandbox as an account in use: jobs for more than one page, results, pictures, folders. */
export async function filledSandbox(readings: ChosenReadings = {}): Promise<Filled> {
	const sandbox = await startSandbox({
		...{ stageMs: 2, indexLagMs: 0, skyfishImportMs: 5 },
	});
	const { brightRiver, skyfish } = sandbox;
	brightRiver.createJobs(11, 'CJ_WORK_DONE');
	const deliveredId = await deliveredJob(sandbox);
	const folderId = skyfish.addFolder(names.folder, skyfish.rootFolderId);
	await skyfish.addMedia({ folderId, fileName: names.picture, title: names.title });
	skyfish.refreshIndex();
	brightRiver.refreshIndex();
	for (const [point, value] of Object.entries(readings)) sandbox.readings.set(point, value);
	return { sandbox, deliveredId };
}

/** A job with a photo and its result. */
async function deliveredJob({ brightRiver }: Sandbox): Promise<number> {
	const client = clientOf(brightRiver);
	const job = { name: names.job, description: 'Clip' };
	const { json } = await client.call('POST', '/jobs', job);
	const form = new FormData();
	form.append('file', new Blob([new Uint8Array(await photo())]), names.file);
	await fetch(json.upload.postUrl, { method: 'POST', body: form });
	await client.call('POST', `/jobs/${json.id}/requestoffer`, {});
	await brightRiver.waitForStatus(json.id, 'CJ_WAIT_ACCEPTANCE');
	await client.call('POST', `/jobs/${json.id}/acceptoffer`, {});
	await brightRiver.waitForStatus(json.id, 'CJ_NOTIFIED_WORK_DN');
	return Number(json.id);
}

/** What signs in to the sandbox. */
export function optionsFor({ brightRiver, skyfish }: Sandbox): CheckOptions {
	return {
		brightRiver: {
			baseUrl: brightRiver.url,
			clientToken: brightRiver.clientToken,
			sessionToken: brightRiver.sessionToken,
		},
		skyfish: {
			baseUrl: skyfish.url,
			username: skyfish.username,
			password: skyfish.password,
			apiKey: skyfish.apiKey,
			apiSecret: skyfish.apiSecret,
		},
		write: false,
		follow: [],
		pace: { pollMs: 2, patienceMs: 10_000, followMs: 0 },
	};
}

/** Runs the check; gives back the report, and every line that was said. */
export async function runCheck(
	options: CheckOptions,
	stop = new AbortController().signal,
): Promise<{ report: Report; lines: string[] }> {
	const lines: string[] = [];
	const report = await check(options, (line) => lines.push(line), stop);
	return { report, lines };
}

/** The readings that a report names, by point; null where it names none. */
export function readingsIn(report: Report): Record<string, string | null> {
	return Object.fromEntries(report.readings.map(({ point, reading }) => [point, reading]));
}
