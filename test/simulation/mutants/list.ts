import type { Mutant } from './mutant';

/** What broke once, or could: one fault each. */
export const mutants: Mutant[] = [
	{
		name: 'a bare 503 counts as not acted upon',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/client/retry.ts',
				find: '(status === 503 && (isServicesOwn || retryAfterSeconds !== undefined))',
				replace: 'status === 503',
			},
		],
	},
	{
		name: 'every POST is repeated',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/client/route.ts',
				find: "['GET', 'HEAD', 'PUT', 'DELETE'].includes(method)",
				replace: 'method.length > 0',
			},
		],
	},
	{
		name: 'an upload that was sent whole is repeated',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/files/upload.ts',
				find: '() => bytesSent < file.size',
				replace: '() => true',
			},
		],
	},
	{
		name: 'updates of one job are not kept apart',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/client/client.ts',
				find: 'return await locked();',
				replace: 'return await task();',
			},
		],
	},
	{
		name: 'namesakes are not refused',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'BrightRiver/resources/file/upload.ts',
				find: 'requireOnlyUser(item, name, users);',
				replace: 'void [requireOnlyUser, users];',
			},
		],
	},
	{
		name: 'tools of one agent share what they look up',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/client/session.ts',
				find: 'const key = `${context.getNode().id} ${credentialIdOf(context, service)}`;',
				replace: 'const key = service.name;',
			},
			{
				file: 'shared/client/client.ts',
				find: 'this.session.lookup(`${JSON.stringify(account)} ${key}`, look)',
				replace: 'this.session.lookup(key, look, account)',
			},
		],
	},
	{
		name: 'storage in a private network is used',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/files/storageAddress.ts',
				find: 'if (!isPrivateAddress(address)) return;',
				replace: 'if (address) return;',
			},
		],
	},
	{
		name: 'a pause does not notice that the execution is canceled',
		kind: 'brightRiverOperations',
		changes: [{ file: 'shared/client/wait.ts', find: 'signal?.throwIfAborted();', replace: '' }],
	},
	{
		name: 'a canceled request counts as a broken connection',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/client/client.ts',
				find: 'if (this.cancelSignal?.aborted) throw canceled(this.context);\n\t\t\t\tconst failure',
				replace: 'const failure',
			},
		],
	},
	{
		name: 'a canceled execution keeps its turn',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/client/limits.ts',
				find: 'limited.leave();',
				replace: 'if (!signal?.aborted) limited.leave();',
			},
		],
	},
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
				find: 'ids ? [] : absentFor(absent, LOOKS_TO_FORGET)',
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
				find: '\t\tgone,\n\t\t// A job that is gone',
				replace:
					'\t\tgone: [...gone, ...missing.filter((key) => !/^\\d+$/.test(key))],\n\t\t// A job that is gone',
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
				find: 'if (failures.length > 0 && failures.length === things.length) throw failures[0];',
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
				find: 'for (const key of [...heldBack, ...unreadable]) restore(known, before, key);',
				replace: 'void [restore, heldBack];',
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
				find: 'return Date.parse(job.createdDate) > Date.parse(before.newest);',
				replace: 'return false;',
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
				find: 'return own.isSuperseded ? null : events;',
				replace: 'return events;',
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
				find: 'JSON.stringify([[...ids].sort(),',
				replace: 'JSON.stringify([withinDays, [...ids].sort(),',
			},
		],
	},
	{
		name: 'a deleted media item stops all',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'shared/polling/askEach.ts',
				find: 'if (failures.length > 0 && failures.length === things.length) throw failures[0];',
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
				file: 'Skyfish/trigger/watch.ts',
				find: "withProblem('unanswered').length === 0",
				replace: 'seen.length >= 0',
			},
		],
	},
	{
		name: 'the lagging index is not looked back for',
		kind: 'skyfishTrigger',
		changes: [
			{
				file: 'Skyfish/trigger/watch.ts',
				find: 'const from = since - ADDED_OVERLAP_SECONDS;',
				replace: 'const from = since;',
			},
		],
	},
];
