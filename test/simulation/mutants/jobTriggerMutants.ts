import type { Mutant } from './mutant';

/** What broke once in the Bright River Trigger, or could: one fault each. */
export const jobTriggerMutants: Mutant[] = [
	{
		name: 'an answer that drips never ends',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'shared/client/timeLimit.ts',
				find: 'if (now - this.since < this.ms) return false;',
				replace: 'if (now > 0) return false;',
			},
		],
	},
	{
		name: 'secrets that a service repeats are shown',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'shared/client/client.ts',
				find: 'redactFailure(failure, credential)',
				replace: '(redactFailure(failure, credential), failure)',
			},
		],
	},
	{
		name: 'a job that is over is forgotten at once',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/poll.ts',
				find: 'for (const key of forgotten)',
				replace:
					"for (const [key, [last]] of known) if (last === 'CJ_FINISHED') known.delete(key);\n\tfor (const key of forgotten)",
			},
		],
	},
	{
		name: 'one look that misses a job that is over forgets it',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/poll.ts',
				find: 'absentFor(absent, LOOKS_TO_FORGET)',
				replace: 'absentFor(absent, LOOKS_TO_FORGET / 20)',
			},
		],
	},
	{
		name: 'a named job is forgotten after a 404',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/poll.ts',
				find: 'absentFor(absent, LOOKS_TO_FORGET).filter((key) => !isNamed(key))',
				replace: 'absentFor(absent, ids ? 1 : LOOKS_TO_FORGET)',
			},
		],
	},
	{
		name: 'a job without a number is forgotten when it is missing',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/watch.ts',
				find: '\t\tgone,\n\t\tleaving,',
				replace:
					'\t\tgone: [...gone, ...missing.filter((key) => !/^\\d+$/.test(key))],\n\t\tleaving,',
			},
		],
	},
	{
		name: 'what the index shows is told without asking',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/changes.ts',
				find: 'if (reportedOf(known, job).at(-1) !== job.status) changed.set(keyOf(job), job);',
				replace: '',
			},
		],
	},
	{
		name: 'one job that cannot be asked about stops all',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'shared/polling/askEach.ts',
				find: 'if (failures.length > 0 && failures.length === tried) throw failures[0];',
				replace: "if (asked.some(({ problem }) => problem)) throw new Error('One failed');",
			},
		],
	},
	{
		name: 'an event whose job cannot be read is lost',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/poll.ts',
				find: 'if (!overdue) for (const key of untold) restore(known, before, key);',
				replace: 'void restore;',
			},
		],
	},
	{
		name: 'a total that is too small is believed',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'shared/client/pages.ts',
				find: 'Math.max(1, Math.ceil((total - this.seen) / this.pageSize))',
				replace: 'Math.ceil((total - this.seen) / this.pageSize)',
			},
		],
	},
	{
		name: 'other settings drop what came since the last poll',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/poll.ts',
				find: 'watchedBefore?.has(keyOf(job)) === true ||',
				replace: '',
			},
			{
				file: 'BrightRiver/trigger/poll.ts',
				find: 'return Date.parse(createdDate) > Date.parse(before.newest);',
				replace: 'return false;',
			},
		],
	},
	{
		name: 'a job that other settings leave out is forgotten at once',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/watch.ts',
				find: '\t\tgone,\n\t\tleaving,',
				replace: '\t\tgone: leaving,\n\t\tleaving: gone,',
			},
		],
	},
	{
		name: 'details that cannot be read count together with looks that found nothing',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/events.ts',
				find: '(before?.unreadable.get(key) ?? 0) + 1',
				replace: '(before?.absent.get(key) ?? 0) + (before?.unreadable.get(key) ?? 0) + 1',
			},
		],
	},
	{
		name: 'the memory of another account is used',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'shared/polling/memory.ts',
				find: "if (!memory || memory.account === '' || memory.account === account) return memory;",
				replace: 'if (account) return memory;',
			},
		],
	},
	{
		name: 'a poll of a version that was replaced tells its events',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'shared/polling/poll.ts',
				find: 'if (!own.isSuperseded) {',
				replace: 'if (id) {',
			},
		],
	},
	{
		name: 'a pause ends a stay',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/api/statuses.ts',
				find: "if (status === 'TIMECAROUSEL') return true;",
				replace: '',
			},
		],
	},
	{
		name: 'a ZIP ends a stay',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/api/statuses.ts',
				find: 'return afterProduction.includes(group);',
				replace: 'return false;',
			},
		],
	},
	{
		name: 'a job that pauses where it is wanted is dropped',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/asked.ts',
				find: '[statuses.at(-1), stationOf(statuses)]',
				replace: '[statuses.at(-1)]',
			},
		],
	},
	{
		name: 'the groups in which a job can stay are not looked at',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/asked.ts',
				find: 'for (const group of to.groups) groupsBefore(group).forEach((one) => groups.add(one));',
				replace: 'void groupsBefore;',
			},
		],
	},
	{
		name: 'a job that is missing where it was wanted is dropped without asking',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/watch.ts',
				find: 'const isElsewhere = (key: string) => isNumber(key) &&',
				replace: 'const isElsewhere = (key: string) => isNumber(key) && query.statuses || ',
			},
			{
				file: 'BrightRiver/trigger/watch.ts',
				find: 'const missing = notFound.filter((key) => !isElsewhere(key));',
				replace: 'const missing: string[] = query.statuses ? [] : notFound;',
			},
		],
	},
	{
		name: 'a job that left where it was wanted is remembered as there',
		kind: 'brightRiverTrigger',
		changes: [
			{
				file: 'BrightRiver/trigger/poll.ts',
				find: 'if (/^\\d+$/.test(key) && !isThere(query.statuses, statuses)) known.delete(key);',
				replace:
					'if (!isThere(query.statuses, statuses) && before?.known.has(key)) known.set(key, before.known.get(key)!);',
			},
		],
	},
	{
		name: 'polls overlap',
		kind: 'brightRiverTrigger',
		changes: [
			{ file: 'shared/polling/poll.ts', find: 'if (running) {', replace: 'if (running && !id) {' },
		],
	},
];
