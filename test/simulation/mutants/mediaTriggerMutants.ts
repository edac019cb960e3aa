import type { Mutant } from './mutant';

/** What broke once in the Skyfish Trigger, or could: one fault each. */
export const mediaTriggerMutants: Mutant[] = [
	{
		name: 'a date in the future is believed',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watch.ts',
				find: 'const at = Math.min(createdAt ?? now, now);',
				replace: 'const at = createdAt ?? now;',
			},
		],
	},
	{
		name: 'other days tell every expiring item again',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/poll.ts',
				find: 'remembered?.event === event ?',
				replace: 'remembered?.event === event && remembered.watched === watched ?',
			},
			{
				file: 'Skyfish/trigger/parameters.ts',
				find: '[...types].sort()]);',
				replace: '[...types].sort(), withinDays]);',
			},
		],
	},
	{
		name: 'a deleted media item stops all',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'shared/polling/askEach.ts',
				find: 'if (failures.length > 0 && failures.length === tried) throw failures[0];',
				replace: "if (asked.some(({ problem }) => problem)) throw new Error('One failed');",
			},
		],
	},
	{
		name: 'a version is told at every look',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/changes.ts',
				find: 'one.mark > before.mark',
				replace: 'one.mark >= before.mark && one.mark > 1',
			},
		],
	},
	{
		name: 'an item that could not be asked about is passed by',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watchUpdated.ts',
				find: '!problem || missing.has(idOf(thing))',
				replace: 'isGone(problem) ? missing.has(idOf(thing)) : true',
			},
		],
	},
	{
		name: 'the lagging index is not looked back for',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watch.ts',
				find: 'isWhole ? forgetBefore : since - RECENT_SECONDS',
				replace: '(RECENT_SECONDS, since)',
			},
		],
	},
	{
		name: 'what other settings see too is taken for what came into view',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watched.ts',
				find: '!memory.isStock && ids.has(id)',
				replace: 'id.length === ids.size - ids.size',
			},
		],
	},
	{
		name: 'an outdated date of the index is told',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watch.ts',
				find: 'if (problem || !isNear(answer)) look',
				replace: 'if (problem) look',
			},
		],
	},
	{
		name: 'days are counted in hours',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watch.ts',
				find: 'daysAfter(first, parameters.withinDays)',
				replace: '(daysAfter, dayIn(timezone, now * 1000 + parameters.withinDays * DAY_MS))',
			},
		],
	},
	{
		name: 'all that a late index shows is never read',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watch.ts',
				find: 'isWhole ? forgetBefore : since - RECENT_SECONDS',
				replace: 'since - RECENT_SECONDS',
			},
		],
	},
	{
		name: 'a change that the index shows late is passed by where the media item is known',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watchUpdated.ts',
				find: '- CLOCK_SECONDS >= end) passed.add(id)',
				replace: '>= 0) passed.add(id)',
			},
		],
	},
	{
		name: 'changes that the index shows late are never looked for',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watchUpdated.ts',
				find: 'isWhole ? OVERLAP_SECONDS : RECENT_SECONDS',
				replace: 'RECENT_SECONDS',
			},
		],
	},
	{
		name: 'what the index shows in a folder is believed',
		kind: 'skyfishFolders',
		changes: [
			{
				file: 'Skyfish/trigger/folderChanges.ts',
				find: 'if (seemsToEnter && (isInside ??',
				replace: 'if (seemsToEnter && (!problem || isInside ||',
			},
		],
	},
	{
		name: 'what the index does not show has left',
		kind: 'skyfishFolders',
		changes: [
			{
				file: 'Skyfish/trigger/folderChanges.ts',
				find: '(isInside === false || isCertain(id))',
				replace: '(!problem || isCertain(id))',
			},
		],
	},
	{
		name: 'what could not be asked about has left',
		kind: 'skyfishFolders',
		changes: [
			{
				file: 'Skyfish/trigger/folderChanges.ts',
				find: '(isInside === false || isCertain(id))',
				replace: '!isInside',
			},
		],
	},
	{
		name: 'what left a folder stays known',
		kind: 'skyfishFolders',
		changes: [
			{
				file: 'Skyfish/trigger/watchFolders.ts',
				find: 'for (const id of left.keys()) inside.delete(id);',
				replace: '',
			},
		],
	},
	{
		name: 'what comes into view with other folders has entered',
		kind: 'skyfishFolders',
		changes: [
			{
				file: 'Skyfish/trigger/watchFolders.ts',
				find: 'else if (takesStock) await takeStock(',
				replace: 'else if (takesStock && found.size < 0) await takeStock(',
			},
		],
	},
	{
		name: 'what entered before other folders were chosen is passed by',
		kind: 'skyfishFolders',
		changes: [
			{
				file: 'Skyfish/trigger/watchFolders.ts',
				find: 'if (!before.all.has(String(id)) && !isNewer(media, memory!.since)) inside.add(id);',
				replace: 'if (!isNewer(media, memory!.since)) inside.add(id);',
			},
		],
	},
	{
		name: 'only the folders that were chosen are asked for',
		kind: 'skyfishFolders',
		changes: [
			{
				file: 'Skyfish/trigger/watchFolders.ts',
				find: 'if (!includeSubfolders) return',
				replace: 'if (folderIds.length > 0 || !includeSubfolders) return',
			},
		],
	},
];
