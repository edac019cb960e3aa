import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { BrightRiverApi } from '../../../credentials/BrightRiverApi.credentials';
import { SkyfishApi } from '../../../credentials/SkyfishApi.credentials';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import { SkyfishTrigger } from '../../../nodes/Skyfish/SkyfishTrigger.node';
import { displayNameOf } from '../../../nodes/shared/operation/displayName';

/** Every field with what is inside it. */
function all(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...all(
			(property.options ?? []).flatMap((option) => {
				if ('values' in option) return (option as INodePropertyCollection).values;
				return 'type' in option ? [option as INodeProperties] : [];
			}),
		),
	]);
}

const properties = all([
	...new BrightRiver().description.properties,
	...new BrightRiverTrigger().description.properties,
	...new Skyfish().description.properties,
	...new SkyfishTrigger().description.properties,
	...new SkyfishApi().properties,
	...new BrightRiverApi().properties,
]);
const unique = [...new Map(properties.map((one) => [JSON.stringify(one), one])).values()];

/** One sentence goes without a full stop, several end with one. */
function sentencesIn(description: string): number {
	return description
		.replaceAll('e.g. ', '')
		.split(/\. |\.$/)
		.filter(Boolean).length;
}

/** Fields whose label is not simply the API's name, because that would say less. */
const ownLabels: Record<string, string[]> = {
	afterHours: ['Overdue After (Hours)'],
	acceptedByUser: ['Accepted by User'],
	binaryPropertyName: ['Input Binary Field', 'Put Output File in Field'],
	emitCurrent: ['Start for Current Media'],
	emitCurrentStatus: ['Start for Current Status'],
	exclude_per_user_system_folders: ['Exclude Own Trash'],
	metadataJson: ['Metadata'],
	r: ['Radius'],
	reasons: ['Reasons', 'Reason Names or IDs'],
	filesJson: ['Files'],
	rejectionsJson: ['Rejections'],
	reviewsJson: ['Reviews'],
	customRejection: ['Remark'],
	interval: ['Interval (Seconds)'],
	timeLimit: ['Time Limit (Minutes)'],
};

/** The labels that n8n's rules give to a field: an ID that is chosen from a list goes by what it names. */
function labelsOf(name: string): string[] {
	const label = displayNameOf(name);
	const named = label.replace(/ IDs?$/, '');
	return [...(ownLabels[name] ?? []), label, named, `${named} Name or ID`, `${named} Names or IDs`];
}

it.each(unique.map((property) => [`${property.displayName} (${property.name})`, property]))(
	'%s is worded by the rules',
	(_, property) => {
		const { name, displayName, type, description, placeholder } = property as INodeProperties;
		if (type === 'notice') {
			expect(displayName).toMatch(/^[A-Z].*\.$/);
			return;
		}
		expect(labelsOf(name)).toContain(displayName);
		if (description) expect(description.endsWith('.')).toBe(sentencesIn(description) > 1);
		if (type === 'boolean') expect(description).toMatch(/^Whether /);
		if (placeholder && !placeholder.startsWith('Add ')) expect(placeholder).toMatch(/^e\.g\. /);
	},
);

const operations = [
	...new BrightRiver().description.properties,
	...new Skyfish().description.properties,
]
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options }) => options as INodePropertyOptions[]);

it.each(operations.map((option) => [option.name, option]))(
	'operation "%s" has a title, an action in sentence case and a description',
	(_, option) => {
		const { name, action, description } = option as INodePropertyOptions;
		expect(name).toMatch(/^([A-Z][a-z]*|API|CDN|URL)( ([A-Z][a-z]*|API|CDN|URL|for|of|to))*$/);
		expect(action).toMatch(
			/^[A-Z][a-z]+( ([a-z]+('s)?|API|CDN|URL|Colourbox|Skyfish))*( \(spends money\))?$/,
		);
		expect(description).not.toBe('');
		expect(description).not.toBe(action);
	},
);

it('lists every group of operations in alphabetical order', () => {
	for (const { name, options } of [
		...new BrightRiver().description.properties,
		...new Skyfish().description.properties,
	]) {
		if (name !== 'operation') continue;
		const all = (options as INodePropertyOptions[]).map((option) => option.name);
		// The trash is offered before what destroys; it has a test of its own.
		const names = all.filter((one) => one !== 'Move to Trash');
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
	}
});

it('offers the trash before what destroys', () => {
	for (const { name, options } of new Skyfish().description.properties) {
		if (name !== 'operation') continue;
		const values = (options as INodePropertyOptions[]).map(({ value }) => value);
		const trash = values.indexOf('moveToTrash');
		if (trash < 0) continue;
		for (const destroying of ['delete', 'purge', 'removeFromFolder']) {
			const place = values.indexOf(destroying);
			if (place >= 0) expect(trash).toBeLessThan(place);
		}
	}
});

it('warns in the panel of what spends money or cannot be undone', () => {
	const all = [
		...new BrightRiver().description.properties,
		...new Skyfish().description.properties,
	];
	const warned = all
		.filter(({ type, displayOptions }) => type === 'notice' && !displayOptions?.show?.['@tool'])
		.map(({ displayOptions }) => [displayOptions?.show?.resource, displayOptions?.show?.operation])
		.map((place) => place.flat().join(' '));
	expect(warned).toEqual([
		'job acceptOffer',
		'job cancel',
		'job sendPhotos',
		'clique delete',
		...['folder delete', 'folder purge'],
		...['media moveToTrash', 'media removeFromFolder', 'media setFolders'],
	]);
});

it('tells an agent by the action what spends money or is for good: it reads nothing else', () => {
	const told = operations.filter(({ action }) => /for good|\(spends money\)$/.test(action ?? ''));
	expect(told.map(({ value }) => value)).toEqual([
		...['acceptOffer', 'cancel', 'sendPhotos', 'delete', 'delete', 'purge'],
	]);
	// n8n makes a tool's name of it, and cuts what is longer than a model takes.
	for (const { action } of told) {
		expect(`${action} in Bright River`.length).toBeLessThanOrEqual(64);
	}
});

it('says what is destroyed', () => {
	const described = operations.filter(({ value }) =>
		['delete', 'purge', 'removeFromFolder', 'moveToTrash'].includes(String(value)),
	);
	expect(described).toHaveLength(6);
	for (const { description } of described) {
		expect(description).toMatch(/[Pp]ermanently|to your trash|lose the access/);
	}
});
