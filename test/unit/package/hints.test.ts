import { Workflow, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';
import examples from '../../fixtures/brightRiver/documentExamples.json';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';

/** The hints that the editor shows for these settings, which it finds out in this way. */
function hintsOf(type: INodeType, parameters: INodeParameters, inputItems = 1): string[] {
	const node: INode = {
		...{ id: 'id', name: 'Node', type: 'type', typeVersion: 1, position: [0, 0], parameters },
	};
	const nodeTypes = { getByNameAndVersion: () => type } as never;
	const { expression } = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const input = Array.from({ length: inputItems }, () => ({ json: {} }));
	return (type.description.hints ?? [])
		.filter(({ displayCondition }) => {
			const is = expression.getParameterValue(
				displayCondition!,
				null,
				0,
				0,
				'Node',
				input,
				'manual',
				{},
			);
			expect(typeof is).toBe('boolean');
			return is;
		})
		.map(({ message }) => message);
}

describe('Bright River', () => {
	const addresses = [expect.stringContaining('signed addresses')];

	it.each<[INodeParameters, unknown[]]>([
		[{ resource: 'file', operation: 'upload' }, [expect.stringContaining('verified: false')]],
		[{ resource: 'job', operation: 'get' }, []],
		[{ resource: 'job', operation: 'get', output: 'raw' }, addresses],
		[{ resource: 'job', operation: 'create', output: 'raw' }, addresses],
		[{ resource: 'file', operation: 'get', output: 'raw' }, addresses],
		[
			{ resource: 'file', operation: 'getAll', output: 'fields', fields: 'clipped.real' },
			addresses,
		],
		[{ resource: 'file', operation: 'getAll', output: 'fields', fields: 'fileName' }, []],
		[{ resource: 'review', operation: 'getFiles', output: 'raw' }, addresses],
		[{ resource: 'search', operation: 'jobs' }, [expect.stringContaining('lags behind')]],
		[{ resource: 'job', operation: 'requestOffer' }, []],
	])('with %j', (parameters, expected) => {
		expect(hintsOf(new BrightRiver(), parameters)).toEqual(expected);
	});

	it.each([
		['job', 'create', 'one job for each input item'],
		['job', 'requestOffer', 'Execute Once'],
		['job', 'acceptOffer', 'Execute Once'],
		['review', 'acceptJob', 'Execute Once'],
	])('with several items at once: %s %s', (resource, operation, words) => {
		const hints = hintsOf(new BrightRiver(), { resource, operation }, 2);
		expect(hints).toEqual([expect.stringContaining(words)]);
		expect(hintsOf(new BrightRiver(), { resource: 'job', operation: 'get' }, 2)).toEqual([]);
	});
});

it.each<[INodeParameters, string[]]>([
	[{ resource: 'media', operation: 'getDownloadUrl' }, ['five minutes']],
	[{ resource: 'company', operation: 'getApiKeys' }, []],
	[{ resource: 'company', operation: 'getApiKeys', includeSecrets: true }, ['secrets of API keys']],
	[{ resource: 'media', operation: 'upload' }, []],
	[
		{ resource: 'media', operation: 'upload', options: { waitForImport: false } },
		['imported: false'],
	],
	[{ resource: 'search', operation: 'media' }, ['lags behind']],
	[{ resource: 'media', operation: 'get' }, []],
])('Skyfish with %j', (parameters, words) => {
	expect(hintsOf(new Skyfish(), parameters)).toEqual(
		words.map((word) => expect.stringContaining(word) as string),
	);
});

/** The paths of all texts in an answer; `[*]` stands for each entry of a list, as n8n writes it. */
function textsIn(value: unknown, path = ''): Array<[path: string, text: string]> {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => textsIn(entry, `${path}[*]`));
	return Object.entries(value).flatMap(([name, inside]) =>
		textsIn(inside, path === '' ? name : `${path}.${name}`),
	);
}

it('names every address of the document that carries the session', () => {
	const { files } = examples.files;
	const answers = [examples.job, examples.createJob, ...files, ...examples.filesForReview.files];
	const signed = answers
		.flatMap((answer) => textsIn(answer))
		.filter(([, text]) => /^https?:.*(session|account)id=/i.test(text))
		.map(([path]) => path);
	const { sensitiveOutputFields = [] } = new BrightRiver().description;
	expect(signed.length).toBeGreaterThan(10);
	expect(sensitiveOutputFields).toEqual(expect.arrayContaining(signed));
});

it('names the secrets of API keys', () => {
	expect(new Skyfish().description.sensitiveOutputFields).toEqual(['secret']);
});
