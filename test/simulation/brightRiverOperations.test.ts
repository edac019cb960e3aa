import { keepsItsPromises } from './support';

keepsItsPromises('brightRiverOperations');
