/**
 * What is read of a parameter without n8n is what n8n itself gives: a node that asks both runs in n8n's engine, with
 * everything that a parameter and an item may hold.
 */
import fc from 'fast-check';
import type {
	IDataObject,
	IExecutePaginationFunctions,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { sessionOf } from '../../../nodes/shared/client/session';
import { readPlainly } from '../../../nodes/shared/operation/plainParameter';
import { brightRiver } from '../../../nodes/BrightRiver/api/service';
import { execute } from '../../../tools/n8n-engine/engine';
import { prepared } from '../../../tools/n8n-engine/preparedNodeType';
import { seeded } from '../../support/seeded';

const locator: INodeProperties = {
	displayName: 'Thing',
	name: 'thing',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	modes: [
		{ displayName: 'By ID', name: 'id', type: 'string' },
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			extractValue: { type: 'regex', regex: '(\\d+)$' },
		},
	],
};
const text: INodeProperties = { displayName: 'Text', name: 'text', type: 'string', default: '' };

/** What both say of a parameter; `computed` is an error's message where n8n throws. */
interface Said {
	plain: unknown;
	computed: unknown;
}

const asking: INodeType = prepared({
	description: {
		displayName: 'Asking',
		name: 'asking',
		group: ['transform'],
		version: 1,
		description: 'Reads its parameters both ways',
		defaults: { name: 'Asking' },
		inputs: ['main'],
		outputs: ['main'],
		requestDefaults: {},
		properties: [
			{
				...{ displayName: 'Resource', name: 'resource', type: 'options', default: 'one' },
				options: [{ name: 'One', value: 'one', routing: { send: { paginate: true } } }],
			},
			locator,
			text,
		],
		requestOperations: {
			async pagination(this: IExecutePaginationFunctions) {
				const session = sessionOf(brightRiver, this, {});
				const said = ({ name }: INodeProperties, of?: INodeProperties): Said => {
					const plain = readPlainly(this, session, name, of);
					try {
						return { plain, computed: this.getNodeParameter(name, '', { extractValue: true }) };
					} catch (error) {
						return { plain, computed: error };
					}
				};
				return [{ json: { thing: said(locator, locator), text: said(text) } as never }];
			},
		},
	},
} as INodeType);

/** Both answers for each item. */
async function saidOf(thing: unknown, written: unknown, items: IDataObject[], type = 'asking') {
	const run = await execute(
		{ nodeTypes: { asking }, credentialTypes: {} },
		{
			type,
			parameters: { resource: 'one', thing, text: written } as never,
			credentials: {},
			input: items.map((json) => ({ json })),
		},
	);
	const [[{ data }]] = Object.values(run.data.resultData.runData);
	return (data?.main[0] ?? []).map(({ json }) => json as unknown as Record<'thing' | 'text', Said>);
}

const names = [
	'id',
	'jobId',
	'a',
	'_a',
	'constructor',
	'__proto__',
	'toString',
	'binding',
	'with space',
];
const field = fc.constantFrom(...names);
const stored = fc.oneof(
	field.map((name) => `={{ $json.${name} }}`),
	field.map((name) => `={{$json.${name}}}`),
	field.map((name) => `={{ $json["${name}"] }}`),
	field.map((name) => `={{ $json.${name} }} `),
	field.map((name) => `= {{ $json.${name} }}`),
	field.map((name) => `={{ $json.${name} + 1 }}`),
	field.map((name) => `={{ $json.${name}.a }}`),
	fc.constantFrom(
		'=',
		'={{ }}',
		'={{ 5 }}',
		'=5',
		'',
		' 5 ',
		'5',
		'https://a.example/7',
		'{{ $json.a }}',
	),
	fc.string(),
	fc.integer(),
	fc.boolean(),
);
const held = fc.oneof(
	fc.string(),
	fc.integer(),
	fc.double({ noNaN: true }),
	fc.constantFrom(
		'',
		'={{ 1 + 1 }}',
		'={{ $json.a }}',
		0,
		null,
		true,
		[1],
		{ a: 1 },
		'2026-11-28T00:00:00Z',
	),
);
const item = fc.dictionary(fc.constantFrom(...names), held, { maxKeys: 5 });

it('is what n8n gives, wherever it is read at all', async () => {
	const seen = { thing: 0, text: 0 };
	await fc.assert(
		fc.asyncProperty(
			stored,
			fc.constantFrom('id', 'url', 'unknown'),
			stored,
			fc.array(item, { minLength: 1, maxLength: 3 }),
			async (value, mode, written, items) => {
				const said = await saidOf({ __rl: true, mode, value }, written, items);
				for (const one of said) {
					for (const name of ['thing', 'text'] as const) {
						const { plain, computed } = one[name];
						if (plain === undefined) continue;
						seen[name]++;
						expect(plain).toEqual(computed);
					}
				}
			},
		),
		seeded(1000),
	);
	// It is read often enough for the comparison to say something.
	expect(Math.min(seen.thing, seen.text)).toBeGreaterThan(50);
});

it('is read where n8n would compute an expression that only takes a field', async () => {
	const thing = { __rl: true, mode: 'id', value: '={{ $json.jobId }}' };
	const said = await saidOf(thing, '={{ $json.name }}', [
		{ jobId: 7, name: 'shoe' },
		{ jobId: '8', name: '' },
	]);
	expect(said.map((one) => [one.thing.plain, one.text.plain])).toEqual([
		[7, 'shoe'],
		['8', ''],
	]);
});

it.each([
	['no such field', {}],
	['nothing in it', { jobId: null }],
	['an object in it', { jobId: { id: 7 } }],
])('is left to n8n for an item with %s', async (_, json) => {
	const [{ thing }] = await saidOf({ __rl: true, mode: 'id', value: '={{ $json.jobId }}' }, '', [
		json as IDataObject,
	]);
	expect(thing.plain).toBeUndefined();
});

it('is left to n8n where a tool takes a field, and not where nothing is computed', async () => {
	const [{ thing, text: written }] = await saidOf(
		{ __rl: true, mode: 'id', value: '={{ $json.jobId }}' },
		'shoe',
		[{ jobId: 7 }],
		'askingTool',
	);
	expect([thing.plain, written.plain]).toEqual([undefined, 'shoe']);
});

it('is left to n8n for an address of which a part counts', async () => {
	const [{ thing }] = await saidOf({ __rl: true, mode: 'url', value: 'https://a.example/7' }, '', [
		{},
	]);
	expect(thing).toEqual({ plain: undefined, computed: '7' });
});
