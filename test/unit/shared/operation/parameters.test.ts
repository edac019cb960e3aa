import {
	isId,
	readChoice,
	readId,
	readIds,
	readJson,
	requireChanges,
	requireFilled,
} from '../../../../nodes/shared/operation/parameters';
import { wordsThrownBy } from '../support/fakes';

const context = { getNode: () => ({ name: 'Node' }) as never };
const long = 'x'.repeat(80);

it.each([
	[1, true],
	['353413', true],
	['999999999999999', true],
	['1000000000000000', false],
	[0, false],
	['01', false],
	['1x', false],
	['x1', false],
	['', false],
	[1.5, false],
	[-1, false],
])('%j is an ID: %p', (value, is) => {
	expect(isId(value)).toBe(is);
});

describe('a field for an ID', () => {
	it.each([
		[353413, 353413],
		[' 353413 ', 353413],
		['00353413', 353413],
	])('can hold %j', (value, id) => {
		expect(readId(context, 'Job', value)).toBe(id);
	});

	it.each([[''], ['  '], [null], [undefined]])('must not hold %j', (value) => {
		expect(wordsThrownBy(() => readId(context, 'Job', value))).toEqual({
			message: '"Job" is empty',
			description:
				'Choose one from the list, or enter its ID. An expression here may have found nothing for this item.',
		});
	});

	it.each([['0'], ['000'], ['1 2'], ['10 00'], ['koala'], [1.5]])('nor %j', (value) => {
		expect(wordsThrownBy(() => readId(context, 'Job', value))).toEqual({
			message: '"Job" is not a valid ID',
			description: `An ID is a whole number above 0, e.g. 353413. The value was "${value}".`,
		});
	});

	it('shows no more of a wrong value than its beginning', () => {
		const { description } = wordsThrownBy(() => readId(context, 'Job', long));
		expect(description).toContain(`The value was "${'x'.repeat(50)}".`);
	});
});

describe('a field for several IDs', () => {
	it.each([
		[undefined, []],
		[null, []],
		['', []],
		[[], []],
		[' 1, 2 ,,3 ', [1, 2, 3]],
		[7, [7]],
		[
			[1, ' 2 ', ''],
			[1, 2],
		],
	])('with %j holds %j', (value, ids) => {
		expect(readIds(context, 'Jobs', value)).toEqual(ids);
	});

	it('can have another separator', () => {
		expect(readIds(context, 'Jobs', '1 2+3', /[ +]/)).toEqual([1, 2, 3]);
	});

	it('names the first that is wrong', () => {
		for (const wrong of ['x', long]) {
			expect(wordsThrownBy(() => readIds(context, 'Jobs', ['1', wrong, 'y']))).toEqual({
				message: `"${wrong.slice(0, 50)}" in "Jobs" is not a valid ID`,
				description: 'An ID is a whole number above 0, e.g. 353413.',
			});
		}
	});
});

describe('a fixed list', () => {
	const options = [
		{ name: 'Small', value: 's' },
		{ name: 'Large', value: 'l' },
	];
	const size = {
		displayName: 'Size',
		name: 'size',
		type: 'options',
		default: 's',
		options,
	} as const;

	it('gives what is chosen, and names the choices for anything else', () => {
		expect(readChoice(context, { ...size, options }, 'l')).toBe('l');
		expect(wordsThrownBy(() => readChoice(context, { ...size, options }, long))).toEqual({
			message: `"Size" has no choice "${'x'.repeat(50)}"`,
			description: 'Choose one of: s, l.',
		});
	});
});

it('wants a field to be filled in', () => {
	for (const value of ['x', 0, false]) {
		expect(() => requireFilled(context, 'Name', value)).not.toThrow();
	}
	for (const value of ['', ' ', null, undefined]) {
		expect(wordsThrownBy(() => requireFilled(context, 'Name', value))).toEqual({
			message: '"Name" is empty',
			description: 'Fill in "Name". An expression here may have found nothing for this item.',
		});
	}
});

it('wants something to change', () => {
	expect(() => requireChanges(context, { name: undefined })).not.toThrow();
	expect(wordsThrownBy(() => requireChanges(context, {}))).toEqual({
		message: 'There is nothing to update',
		description: 'Add at least one field to "Update Fields".',
	});
});

describe('a field for JSON', () => {
	it('can hold text, or a value already', () => {
		expect(readJson(context, 'Body', '{"a":[1]}', 'object')).toEqual({ a: [1] });
		expect(readJson(context, 'Body', { a: [1] }, 'object')).toEqual({ a: [1] });
		expect(readJson(context, 'Body', '[{}]', 'list')).toEqual([{}]);
		expect(readJson(context, 'Body', [{}], 'list')).toEqual([{}]);
	});

	it('says what it cannot read', () => {
		const { message, description } = wordsThrownBy(() => readJson(context, 'Body', '{', 'object'));
		expect(message).toBe('"Body" is not valid JSON');
		expect(description).toMatch(/^.+JSON.+\. Check commas, quotes and brackets\.$/);
	});

	it.each(['__proto__', 'constructor', 'prototype'])('has no "%s" in it', (name) => {
		expect(wordsThrownBy(() => readJson(context, 'Body', `[{"${name}": 1}]`, 'list'))).toEqual({
			message: '"Body" is not valid JSON',
			description: `"${name}" is not allowed. Check commas, quotes and brackets.`,
		});
	});

	it.each([['[]'], ['null'], ['1'], ['"x"'], [null], [undefined], [7]])(
		'%j is no object',
		(value) => {
			expect(wordsThrownBy(() => readJson(context, 'Body', value, 'object'))).toEqual({
				message: '"Body" must be a JSON object',
				description: 'Put it in curly brackets: { … }.',
			});
		},
	);

	it.each([['{}'], ['null'], ['1'], [{}], [null]])('%j is no list', (value) => {
		expect(wordsThrownBy(() => readJson(context, 'Body', value, 'list'))).toEqual({
			message: '"Body" must be a JSON list',
			description: 'Put it in square brackets: [ … ].',
		});
	});
});
