import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentialData } from '../../tools/world/world.ts';
import { skyfishCredentialData } from '../../tools/world/skyfishCredential.ts';
import { ourNode } from '../../tools/checkout/packages.ts';
import { findProjectFolder } from '../../tools/checkout/projectFolder.ts';
import type { Workflow } from '../../tools/n8n-host/n8nTypes.ts';
import { CredentialForm } from './support/credentialForm.ts';
import { removeCredentials } from './support/removeCredentials.ts';
import { eventually } from './support/eventually.ts';
import { takePictures } from './support/pictures.ts';
import { useEditor } from './support/useEditor.ts';

const inEditor = useEditor();
const folder = join(findProjectFolder(), 'workflows');
const examples = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The nodes of this package in an example, with the service that each needs a credential for. */
function ourNodes(example: string) {
	const { nodes } = JSON.parse(readFileSync(join(folder, example), 'utf8')) as Workflow;
	return nodes
		.filter(({ type }) => ourNode(type))
		.map(({ name, type }) => ({
			name,
			service: ourNode(type)?.startsWith('skyfish') ? 'Skyfish' : 'Bright River',
		}));
}

describe('without a credential', () => {
	beforeAll(async () => await removeCredentials(inEditor.world));

	test.each(examples)(
		'%s, imported, says at each of our nodes which one it needs',
		async (example) => {
			const { editor } = inEditor;
			await editor.importWorkflow(join(folder, example));
			const nodes = ourNodes(example);
			expect(nodes).not.toEqual([]);
			for (const { name, service } of nodes) {
				const view = await editor.openNode(name);
				expect(await view.connectButton().innerText()).toMatch(`Connect to ${service}`);
				await view.close();
				await eventually(
					async () => await editor.issuesOf(name),
					// n8n names the credential of a trigger or a tool after that.
					expect.stringMatching(
						new RegExp(`^Credentials for ${service}( Trigger| Tool)? are not set\\.$`, 'm'),
					),
				);
			}
		},
		120_000,
	);

	test('accept-offers.json, executed, says that its trigger has no credential', async () => {
		const { editor } = inEditor;
		await editor.importWorkflow(join(folder, 'accept-offers.json'));
		await editor.execute();
		await eventually(
			async () => (await editor.messages()).map((text) => text.replace(/\s+/g, ' ')),
			['Problem in node ‘An offer waits‘ Node does not have any credentials set'],
		);
	}, 180_000);
});

test('the credential is created from a node; refused tokens are told in our words', async () => {
	const { editor, world } = inEditor;
	await removeCredentials(world);
	await editor.importWorkflow(join(folder, 'accept-offers.json'));
	const view = await editor.openNode('Accept offer');
	await view.connectButton().click();
	const form = new CredentialForm(editor.page);
	await form.waitFor();
	expect((await form.fields()).slice(0, 3)).toEqual([
		'Client Token *',
		'Session Token *',
		'Base URL *',
	]);
	const right = credentialData(world.sandbox);
	await form.fill({ ...right, sessionToken: 'wrong' });
	await form.save();
	await form.waitForText(/Couldn.t connect with these settings/);
	await form.showDetails();
	await form.waitForText(
		'Bright River did not accept the tokens. Check both; the session token may have expired.',
	);

	await form.fill(right);
	await form.save();
	// Where the service accepts them, n8n closes the form; opened again, it tests once more.
	await form.waitUntilClosed();
	await view.editCredentialButton().click();
	await form.waitForText('Connection tested successfully');
	await form.close();
	await view.close();
	for (const { name } of ourNodes('accept-offers.json')) {
		await eventually(async () => await editor.hasIssues(name), false);
	}
}, 180_000);

test('with one credential of each kind, n8n chooses them by itself: an example is ready at once', async () => {
	const { editor, world } = inEditor;
	await removeCredentials(world);
	await world.rest.createCredential({
		name: 'Bright River account',
		type: 'brightRiverApi',
		data: credentialData(world.sandbox),
	});
	await world.rest.createCredential({
		name: 'Skyfish account',
		type: 'skyfishApi',
		data: skyfishCredentialData(world.sandbox),
	});
	const example = 'bright-river-to-skyfish.json';
	const edited = String(world.sandbox.skyfish.addFolder('Edited photos'));
	const text = readFileSync(join(folder, example), 'utf8');
	const withFolder = join(world.folder, example);
	writeFileSync(
		withFolder,
		text.replace('"mode": "list"', '"mode": "id"').replace('"value": ""', `"value": "${edited}"`),
	);
	await editor.importWorkflow(withFolder);
	for (const { name } of ourNodes(example)) {
		await eventually(async () => await editor.hasIssues(name), false);
	}
	await editor.showAll();
	await takePictures(editor, 'example');
}, 180_000);
