import { folderTree, topFolders } from '../../../nodes/Skyfish/api/folders';

const folders = [
	{ id: 3, name: 'Shoes', parent: 2 },
	{ id: 1, name: 'Pictures', parent: null },
	{ id: '2', name: 'Autumn', parent: '1' },
	{ id: 4, name: 'Shared', parent: 99 },
	{ id: 5, name: 'Trash', parent: null, permissions: { groups: ['TRASH'] } },
];

it('shows every folder with those above it', () => {
	expect(folderTree(folders)).toEqual([
		{ id: 1, path: 'Pictures' },
		{ id: 2, path: 'Pictures / Autumn' },
		{ id: 3, path: 'Pictures / Autumn / Shoes' },
		{ id: 4, path: 'Shared' },
		{ id: 5, path: 'Trash' },
	]);
});

it('does not hang on folders that are in each other', () => {
	const circle = [
		{ id: 1, name: 'A', parent: 2 },
		{ id: 2, name: 'B', parent: 1 },
	];
	expect(folderTree(circle).map(({ path }) => path)).toEqual(['A / B', 'B / A']);
});

it('finds what is at the top, without the trash', () => {
	expect(topFolders(folders)).toEqual([1, 4]);
});
