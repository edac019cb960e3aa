import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { groupOf, jobStatuses } from '../../../nodes/BrightRiver/api/statuses';
import { nodeType, ourNode, packageNames } from '../../../tools/checkout/packages';
import contract from '../package/contract.json';
import { boxesOf, covered, isNote, textHeightOf } from './canvas';
import { linesBack, tangles } from './lines';
import { unknownParameters, type NodeContracts } from './parameters';
import type { ExampleNode, ExampleWorkflow } from './types';

const folder = join(__dirname, '../../../workflows');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string) =>
	JSON.parse(readFileSync(join(folder, file), 'utf8')) as ExampleWorkflow;
const isOurs = ({ type }: ExampleNode) => ourNode(type) !== undefined;

/** What else the notes name: other nodes, and what stands in n8n's or in this package's own windows. */
const otherNames = [
	...['Bright River', 'Bright River Trigger', 'Skyfish', 'Bright River API', 'Skyfish API'],
	...['File: Upload', 'Ready to Download'],
	...['Send Email', 'Gmail', 'Slack', 'Microsoft Teams', 'Google Drive', 'Dropbox', 'S3', 'FTP'],
	...['OpenAI', 'Convert to XLSX', 'human review', 'SMTP', 'HTTP Request'],
	...['Shopify', 'WooCommerce', 'Magento 2'],
	...['Authentication', 'Executions', 'On Error: Continue', 'Production URL', 'Poll Times'],
];

/** The lines that lead to the left because something is done again. */
const loops: Record<string, string[]> = {
	'wait-for-results.json': ['How far is it? -> Wait a while'],
};

const workflows = files.map(read);

/** The names that notes put between asterisks: `*Create job*`. */
function namesIn(notes: ExampleNode[]): string[] {
	const text = notes.map(({ parameters }) => String(parameters.content)).join('\n');
	return [...text.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, name]) => name);
}

test('there are examples', () => expect(files.length).toBeGreaterThanOrEqual(14));

describe.each(files)('%s', (file) => {
	const workflow = read(file);
	const { nodes, connections } = workflow;
	const notes = nodes.filter(isNote);
	const steps = nodes.filter((node) => !isNote(node));
	const names = nodes.map(({ name }) => name);

	test('explains itself: what it does, what to fill in, which credential', () => {
		const [first] = notes;
		expect(first.parameters.content).toMatch(/^## \S/);
		expect(first.parameters.content).toContain('**Before you start:**');
		expect(first.parameters.content).toMatch(/credential/);
	});

	test('says which packages it needs where they are two', () => {
		const used = packageNames.filter((name) =>
			nodes.some(({ type }) => type.startsWith(`${name}.`)),
		);
		const [first] = notes;
		const named = packageNames.filter((name) => String(first.parameters.content).includes(name));
		expect(named).toEqual(used.length > 1 ? used : []);
	});

	test('names in its notes only what there is', () => {
		const named = namesIn(notes);
		expect(named.length).toBeGreaterThan(0);
		// Another example goes by its name, or by how that begins.
		const isExample = (name: string) => workflows.some((one) => one.name.startsWith(name));
		const unknown = named.filter((name) => ![...names, ...otherNames].includes(name));
		expect(unknown.filter((name) => !isExample(name))).toEqual([]);
	});

	test('brings no credential, nothing of a machine, and is not active', () => {
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(Object.keys(workflow)).not.toEqual(expect.arrayContaining(['meta']));
		expect(workflow.active ?? false).toBe(false);
		expect(workflow.pinData).toEqual({});
		expect(JSON.stringify(workflow)).not.toMatch(/127\.0\.0\.1|localhost|cachedResultUrl/);
	});

	test('uses only nodes of n8n and of our packages', () => {
		const known = [
			'n8n-nodes-base.',
			'@n8n/n8n-nodes-langchain.',
			...Object.keys(contract).map((name) => nodeType(name)),
		];
		for (const { type } of steps) expect(known.some((name) => type.startsWith(name))).toBe(true);
		expect(steps.some(isOurs)).toBe(true);
	});

	test('gives our nodes only parameters that they have', () => {
		const unknown = steps
			.filter(isOurs)
			.flatMap((node) => unknownParameters(node, contract as NodeContracts));
		expect(unknown).toEqual([]);
	});

	test('connects nodes that are there, each of them', () => {
		const names = steps.map(({ name }) => name);
		const linked = Object.entries(connections).flatMap(([from, kinds]) => [
			from,
			...Object.values(kinds).flatMap((outputs) => outputs.flat().map(({ node }) => node)),
		]);
		for (const name of linked) expect(names).toContain(name);
		for (const name of names) expect(linked).toContain(name);
		expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	});

	test('reads from left to right, no line crosses another, and nothing covers anything', () => {
		expect(covered(boxesOf(workflow))).toEqual([]);
		expect(tangles(workflow)).toEqual([]);
		expect(linesBack(workflow)).toEqual(loops[file] ?? []);
	});

	test('has notes that show all of their text', () => {
		const tooSmall = notes.filter((note) => textHeightOf(note) > Number(note.parameters.height));
		expect(tooSmall.map(({ name }) => name)).toEqual([]);
	});

	test('is told of in the README of the examples', () => {
		const readme = readFileSync(join(folder, 'README.md'), 'utf8');
		expect(readme).toContain(`| [${file}](${file}) `);
	});
});

test('every other name is named in a note', () => {
	const named = workflows.flatMap(({ nodes }) => namesIn(nodes.filter(isNote)));
	expect(otherNames.filter((name) => !named.includes(name))).toEqual([]);
});

test('no two examples share an id', () => {
	expect(new Set(workflows.map(({ id }) => id)).size).toBe(workflows.length);
});

test('the nightly report asks for every status of a job that is not over', () => {
	const search = read('report-open-jobs.json').nodes.find(({ name }) => name === 'Open jobs');
	const { statuses } = search?.parameters.filters as { statuses: string[] };
	const over = ['finished', 'cancelled', 'archived'];
	// Once its results are reviewed, nobody has to look after a job.
	const open = Object.keys(jobStatuses).filter(
		(status) => !over.includes(groupOf(status) ?? '') && status !== 'CJ_CLIENT_REVIEWED',
	);
	expect([...statuses].sort()).toEqual(open.sort());
});
