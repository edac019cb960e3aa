import { keepsItsPromises } from './support';

keepsItsPromises('brightRiverTrigger');
