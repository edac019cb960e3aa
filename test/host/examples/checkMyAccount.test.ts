import { fillIn, readWorkflow } from '../../../tools/examples/workflowFiles.ts';
import { outputOf } from '../support/examples.ts';
import { startHostWorld, startingMs, type HostWorld } from '../support/hostWorld.ts';
import {
	createSkyfishCredential,
	skyfishCredentialData,
} from '../../../tools/world/skyfishCredential.ts';

let world: HostWorld;

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true } });
}, startingMs);

afterAll(async () => await world?.stop());

/** What the example says, run by hand as its note has it. */
async function whatWorks(skyfishApi: { id: string; name: string }) {
	const { rest, credential, projectFolder } = world;
	const workflow = readWorkflow(projectFolder, 'check-my-account');
	const values = { credential, otherCredentials: { skyfishApi } };
	// As when a file is imported once more: n8n gives it an ID of its own then.
	const imported = { ...fillIn(workflow, values), id: undefined };
	const { id } = await rest.createWorkflow(imported);
	const execution = await rest.waitForExecution(await rest.runWorkflow(id, 'Start'));
	const items = outputOf(execution, 'What works');
	expect(items).toHaveLength(1);
	return items[0].json;
}

test('says that everything works, or that there is nothing to try it with', async () => {
	const skyfishApi = await createSkyfishCredential(world);
	const before = await whatWorks(skyfishApi);
	expect(before).toMatchObject({
		'Bright River: search for jobs': 'Works',
		'Bright River: details of a job': 'Not tried: Newest job found nothing',
	});
	world.sandbox.brightRiver.createJobs(2);
	world.sandbox.brightRiver.refreshIndex();
	world.sandbox.brightRiver.clearRequests();
	const said = await whatWorks(skyfishApi);
	expect(Object.keys(said)).toHaveLength(7);
	expect(new Set(Object.values(said))).toEqual(new Set(['Works']));
	// It reads, and nothing else; a search is a POST.
	const changes = world.sandbox.brightRiver.requests.filter(
		({ method, path }) => method !== 'GET' && path !== '/search',
	);
	expect(changes).toEqual([]);
}, 120_000);

test('says what does not work, in the words of the node', async () => {
	const data = { ...skyfishCredentialData(world.sandbox), password: 'wrong-password' };
	const wrong = await world.rest.createCredential({ name: 'Wrong', type: 'skyfishApi', data });
	const said = await whatWorks(wrong);
	expect(said['Bright River: search fields']).toBe('Works');
	expect(said['Skyfish: folders']).toBe('Does not work. Skyfish did not accept the sign-in');
	expect(JSON.stringify(said)).not.toContain('wrong-password');
}, 120_000);
