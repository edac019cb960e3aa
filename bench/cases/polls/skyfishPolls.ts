import type { CaseTable } from '../../support/caseResult.ts';
import { spreadOf, type Spread } from '../../support/statistics.ts';
import { count, time, timeSpread } from '../../support/table.ts';
import type { BenchWorld } from '../../support/world.ts';
import { pollingWorkflow, pollOnce, rememberedBytes, type Poll } from './onePoll.ts';

const dayMs = 86_400_000;

interface Figures {
	perDay: number;
	event: 'mediaAdded' | 'mediaUpdated' | 'mediaEnteredFolder';
	/** The first poll: it reads all of the overlap, as each poll did before. */
	first: Poll;
	calls: number;
	pollMs: Spread;
	afterChange: Poll;
	bytes: number;
}

/** Polls of the Skyfish Trigger over a day of uploads: the first, quiet ones, and one after one change. */
export async function skyfishPolls(world: BenchWorld, quick: boolean) {
	const figures: Figures[] = [];
	for (const perDay of quick ? [500] : [500, 5_000, 50_000]) {
		const service = await world.startService();
		const { skyfish } = service.sandbox;
		world.tell(`(d) ${count(perDay)} uploads a day into Skyfish`);
		const ids = await skyfish.addMediaOver(perDay, dayMs);
		for (const event of ['mediaAdded', 'mediaUpdated', 'mediaEnteredFolder'] as const) {
			world.tell(`(d) polls of Skyfish with ${count(perDay)} uploads a day: ${event}`);
			const parameters = {
				event,
				...(event === 'mediaEnteredFolder' ? { folderIds: [skyfish.rootFolderId] } : {}),
			};
			const credentials = { skyfishApi: service.skyfish };
			const { id } = await world.rest.createWorkflow(
				pollingWorkflow('skyfishTrigger', parameters, credentials),
			);
			const first = await pollOnce(world, skyfish, id);
			const quiet = [];
			for (let round = 0; round < (quick ? 2 : 5); round++) {
				quiet.push(await pollOnce(world, skyfish, id));
			}
			if (event === 'mediaUpdated') await skyfish.retitle(ids[0], `Changed: ${event}`);
			else await skyfish.addMedia();
			const afterChange = await pollOnce(world, skyfish, id);
			figures.push({
				...{ perDay, event, first, afterChange },
				calls: Math.max(...quiet.map(({ calls }) => calls)),
				pollMs: spreadOf(quiet.map(({ milliseconds }) => milliseconds)),
				bytes: await rememberedBytes(world, id),
			});
			await world.rest.deleteWorkflow(id);
		}
		await service.sandbox.stop();
	}
	return { table: tableOf(figures), figures };
}

const names = {
	mediaAdded: 'Added',
	mediaUpdated: 'Updated',
	mediaEnteredFolder: 'Entered Folder',
};

function tableOf(figures: Figures[]): CaseTable {
	return {
		title: 'd. One poll of the Skyfish Trigger',
		columns: [
			'uploads a day, event',
			'calls, quiet',
			'time',
			'calls, one change',
			'time',
			'calls, first poll',
			'time',
			'bytes remembered',
		],
		rows: figures.map((one) => [
			`${count(one.perDay)}, ${names[one.event]}`,
			count(one.calls),
			timeSpread(one.pollMs),
			count(one.afterChange.calls),
			time(one.afterChange.milliseconds),
			count(one.first.calls),
			time(one.first.milliseconds),
			count(one.bytes),
		]),
		notes: [
			'The first poll reads all that a late index may show: a day (Added), an hour and the version of each (Updated), the folder (Entered). Before, every poll did. Now Added does so every 30 minutes, Updated every 10.',
		],
	};
}
