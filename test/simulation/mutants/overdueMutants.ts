import type { Mutant } from './mutant';

/** What could break where jobs are overdue: one fault each. */
export const overdueMutants: Mutant[] = [
	{
		name: 'a job that is overdue is told again and again',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/overdue.ts',
				find: 'if (stay) marked.set(key, { ...stay, told: true });',
				replace: 'void stay;',
			},
		],
	},
	{
		name: 'that a job was told as overdue is not saved',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/memory.ts',
				find: "told: told === 'told'",
				replace: 'told: told === since',
			},
		],
	},
	{
		name: 'a job that could not be read counts as told as overdue',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/poll.ts',
				find: '.filter((key) => !untold.has(key))',
				replace: '',
			},
		],
	},
	{
		name: 'a job is overdue by the word of the index alone',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/overdue.ts',
				find: 'job.id > 0 ? answered?.has(key) :',
				replace: 'job.id > 0 ? answered !== due :',
			},
		],
	},
	{
		name: 'a job that is due is not asked about',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/watch.ts',
				find: '[...toConfirm, ...dueJobs, ...asked]',
				replace: '[...toConfirm, ...asked]',
			},
		],
	},
	{
		name: 'a date of an earlier stay counts',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/overdue.ts',
				find: '!isTooOld && date',
				replace: 'date',
			},
		],
	},
	{
		name: 'a stay goes on when the job comes back',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/overdue.ts',
				find: 'if (place === undefined) continue;\n\t\tconst job',
				replace:
					'if (place === undefined && before?.stays.has(key)) stays.set(key, before.stays.get(key)!);\n\t\tif (place === undefined) continue;\n\t\tconst job',
			},
		],
	},
	{
		name: 'a pause ends a stay that may be overdue',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/overdue.ts',
				find: '[stationOf(reported), reported.at(-1)]',
				replace: '[reported.at(-1)]',
			},
		],
	},
	{
		name: 'a job is overdue too early',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/overdue.ts',
				find: 'Date.parse(since) > afterMs',
				replace: 'Date.parse(since) > afterMs / 2',
			},
		],
	},
	{
		name: 'a job is overdue too late',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/overdue.ts',
				find: 'Date.parse(since) > afterMs',
				replace: 'Date.parse(since) > afterMs * 2',
			},
		],
	},
	{
		name: 'each look begins the stays anew',
		kind: 'brightRiverOverdue',
		changes: [
			{
				file: 'BrightRiver/trigger/overdue.ts',
				find: 'if (last?.place === place)',
				replace: 'if (last?.place === look.endedAt)',
			},
		],
	},
];
