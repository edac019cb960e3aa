import { PollContext } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { credentialFor, startManualSandbox } from '../support/brightRiver';
import { additionalDataFor, nodeOf, workflowOf } from '../support/engine';
import { nodeTypes } from '../support/installed';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());

// n8n keeps one context for as long as the workflow is active.
it('reads the credential once for all requests of a poll, and anew for the next poll', async () => {
	const ids = sandbox.brightRiver.createJobs(30, 'CJ_NEW');
	sandbox.brightRiver.refreshIndex();
	const credentials = credentialFor(sandbox);
	const parameters = {
		event: 'jobStatusChanged',
		watch: 'namedJobs',
		jobIds: ids.join(','),
		options: { emitCurrentStatus: true },
	};
	const node = nodeOf({ type: 'brightRiverTrigger', parameters, credentials });
	const context = new PollContext(
		workflowOf(node),
		node,
		additionalDataFor(credentials),
		'trigger',
		'activate',
	);
	const read = jest.spyOn(context, 'getCredentials');
	const trigger: INodeType = nodeTypes.brightRiverTrigger;
	const poll = async () => await trigger.poll!.call(context);

	const { sessionToken } = credentials.brightRiverApi;
	credentials.brightRiverApi.sessionToken = 'ended';
	await expect(poll()).rejects.toThrow('Bright River did not accept the tokens');
	expect(read).toHaveBeenCalledTimes(1);

	credentials.brightRiverApi.sessionToken = sessionToken;
	sandbox.brightRiver.requests.length = 0;
	const events = await poll();
	expect(events?.[0]).toHaveLength(ids.length);
	expect(sandbox.brightRiver.requests.length).toBeGreaterThanOrEqual(ids.length);
	expect(read).toHaveBeenCalledTimes(2);
});
