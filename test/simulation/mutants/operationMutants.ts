import type { Mutant } from './mutant';

/** What broke once in operations, or could: one fault each. */
export const operationMutants: Mutant[] = [
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
				find: 'requireOnlyUsers(item, names);',
				replace: 'void [requireOnlyUsers, names];',
			},
		],
	},
	{
		name: 'tools of one agent share what they look up',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/client/session.ts',
				find: 'const key = `${node.id} ${credentialIdOf(node, service)}`;',
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
				find: 'if (!isPrivateAddress(address)) return true;',
				replace: 'if (address) return true;',
			},
		],
	},
	{
		name: 'a pause does not notice that the execution is canceled',
		kind: 'brightRiverOperations',
		changes: [{ file: 'shared/client/wait.ts', find: 'signal?.throwIfAborted();', replace: '' }],
	},
	{
		name: 'a canceled request is told as the error that it makes',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/client/client.ts',
				find: 'if (this.cancelSignal?.aborted) throw canceled(this.context);',
				replace: '',
			},
			{
				file: 'shared/client/client.ts',
				find: 'if (this.cancelSignal?.aborted) return canceled(this.context);',
				replace: '',
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
		name: 'a run fails before all its items have ended',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/operation/run.ts',
				find: 'await Promise.allSettled(outputs);',
				replace: '',
			},
		],
	},
	{
		name: 'a canceled run ends with the error of an item that failed before',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/operation/run.ts',
				find: 'if (signal?.aborted) throw canceled(this);',
				replace: '',
			},
		],
	},
	{
		name: 'the pause between batches does not notice that the execution is canceled',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/operation/run.ts',
				find: 'await wait(pauseMs, signal)',
				replace: 'await wait(pauseMs)',
			},
		],
	},
	{
		name: 'every item of a run works on the first one',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/operation/itemContext.ts',
				find: 'run.getInputData()[itemIndex]',
				replace: 'run.getInputData()[0]',
			},
		],
	},
	{
		name: 'what an item gives is not paired with it',
		kind: 'brightRiverOperations',
		changes: [
			{
				file: 'shared/operation/runItem.ts',
				find: '({ pairedItem: { item: index }, ...one })',
				replace: 'one',
			},
		],
	},
];
